import { type Response, Router } from 'express';
import { SearchPage } from '../../views/supervision/search.tsx';
import { atomically, type WorkNeeds } from '../db/database.ts';
import { emptyForm, type Form, FormMistakes, formOrPage, parseForm } from '../http/parse-form.ts';
import { sendPage } from '../http/render.ts';
import { requireRecentlySignedIn } from '../identity/guards.ts';
import { requireRecentSupervising, requireSupervising } from './guards.ts';
import { askSearch } from './ask-search.ts';
import { forgetSearch, keepSearch, requireSearch } from './keep-search.ts';
import { type Asked, readSearch } from './read-search.ts';
import { criteriaIn, idIn, nameForm, pageIn, searchForm, whichForm } from './search-forms.ts';
import { searchPage } from './search-page.ts';

/** A supervisor searches the journal within their territories. */
export function searchRoutes(needs: WorkNeeds): Router {
  const router = Router();

  router.get('/supervision/journal', async (req, res) => {
    const supervisor = await requireSupervising(needs, res);
    const page = pageIn(req.query);
    if (page.named) requireRecentlySignedIn(needs, res);
    await show(res, { supervisor, criteria: criteriaIn(req.query), person: null, ...page }, null);
  });

  router.post('/supervision/journal', async (req, res) => {
    const supervisor = await requireSupervising(needs, res);
    const again = async (mistakes: FormMistakes) => {
      sendPage(res, SearchPage, await searchPage(needs, supervisor, { form: mistakes }), 422);
    };
    const typed = await formOrPage(searchForm, req.body, again);
    if (!typed) return;
    const asked = await askSearch(needs, { supervisor, typed, sent: req.body as Record<string, string> });
    if (asked instanceof FormMistakes) return again(asked);
    res.redirect(303, asked);
  });

  router.get('/supervision/journal/searches/:id', async (req, res) => {
    const supervisor = await requireRecentSupervising(needs, res);
    const search = await requireSearch(needs, supervisor, idIn(req.params.id));
    await show(res, { supervisor, ...search, ...pageIn(req.query) }, req.params.id);
  });

  router.post('/supervision/journal/searches', async (req, res) => {
    const supervisor = await requireRecentSupervising(needs, res);
    const { search, of } = parseForm(whichForm, req.body);
    const kept =
      of === undefined
        ? { criteria: criteriaIn(Object.fromEntries(new URLSearchParams(search))), person: null }
        : await requireSearch(needs, supervisor, of);
    const again = (keeping: Form) => show(res, { supervisor, ...kept, ...pageIn({}) }, of ?? null, keeping);
    const form = await formOrPage(nameForm, req.body, again);
    if (!form) return;
    const id = await atomically(needs, (work) => keepSearch(work, { supervisor, ...kept, ...form }));
    res.redirect(303, `/supervision/journal/searches/${id}`);
  });

  router.post('/supervision/journal/searches/:id/removal', async (req, res) => {
    const supervisor = await requireSupervising(needs, res);
    await atomically(needs, (work) => forgetSearch(work, supervisor, idIn(req.params.id)));
    res.redirect(303, '/supervision/journal');
  });

  async function show(res: Response, asked: Asked, id: string | null, keeping = emptyForm): Promise<void> {
    const result = await readSearch(needs, asked);
    const status = Object.keys(keeping.mistakes).length > 0 ? 422 : 200;
    sendPage(res, SearchPage, { ...(await searchPage(needs, asked.supervisor, { asked, result, id })), keeping }, status);
  }

  return router;
}
