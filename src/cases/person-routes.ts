import { type Request, Router } from 'express';
import { ContestPage } from '../../views/cases/contest.tsx';
import { PersonCasePage } from '../../views/cases/person-case.tsx';
import { PersonCasesPage } from '../../views/cases/person-list.tsx';
import { atomically } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { emptyForm, type Form, formOrPage, parseForm } from '../http/parse-form.ts';
import { pageOf, sendPage } from '../http/render.ts';
import { requirePerson } from '../identity/guards.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { isId } from '../mandates/forms.ts';
import { findUse, listUsesOfPerson } from '../mandates/use-store.ts';
import { namesOfOrganisations } from '../organisations/name-store.ts';
import { findOrganisation } from '../organisations/store.ts';
import type { Person } from '../people/person.ts';
import { actOnCase } from './act-on-case.ts';
import type { CaseAct } from './case-states.ts';
import { actForm, caseIdOf, pageQuery, wordsForm } from './forms.ts';
import type { CaseNeeds } from './needs.ts';
import { openCase } from './open-case.ts';
import { listCasesOfPerson } from './list-store.ts';
import { findOpenContest } from './store.ts';
import { viewCase } from './view-case.ts';

const linesPerPage = 20;

/** The person contests a use, follows what becomes of it, and says whether the answer will do. */
export function personCaseRoutes(needs: CaseNeeds): Router {
  const router = Router();

  router.get('/me/cases', async (req, res) => {
    const { person } = requirePerson(res);
    const { page } = pageQuery.parse(req.query);
    const lines = await listCasesOfPerson(needs.db, person.id, { limit: linesPerPage + 1, offset: (page - 1) * linesPerPage });
    const hasMore = lines.length > linesPerPage;
    const uses = page === 1 ? await contestable(needs, person) : [];
    sendPage(res, PersonCasesPage, { lines: lines.slice(0, linesPerPage), uses, at: needs.clock.now(), page, hasMore });
  });

  router.get('/me/uses/:id/contest', async (req, res) => {
    const { person } = requirePerson(res);
    const contest = await contested(needs, req, person);
    const open = await findOpenContest(needs.db, contest.use.id);
    if (open !== undefined) return res.redirect(303, `/me/cases/${open}`); // whoever comes by the line of a use does not know
    sendPage(res, ContestPage, { ...contest, form: emptyForm });
  });

  router.post('/me/uses/:id/contest', async (req, res) => {
    const { person } = requirePerson(res);
    const contest = await contested(needs, req, person);
    const form = await formOrPage(wordsForm, req.body, (mistakes) => {
      sendPage(res, ContestPage, { ...contest, form: mistakes }, 422);
    });
    if (!form) return;
    const opened = { useId: contest.use.id, person, publicUrl: needs.publicUrl, ...form };
    const { one, isAdded } = await atomicallyRecorded(needs, { event: 'case_refused', person }, (work) => openCase(work, opened));
    res.redirect(303, `/me/cases/${one.id}${isAdded ? '?kept=added' : ''}`);
  });

  router.get('/me/cases/:id', async (req, res) => {
    const { person } = requirePerson(res);
    if (req.query['kept'] === 'added') pageOf(res).flash = { tone: 'success', text: 'person.case.added' };
    sendPage(res, PersonCasePage, { ...(await view(needs, person, caseIdOf(req))), form: emptyForm, at: needs.clock.now() });
  });

  router.post('/me/cases/:id', async (req, res) => {
    const { person } = requirePerson(res);
    const { act } = parseForm(actForm, req.body);
    res.redirect(303, await move(needs, person, { caseId: caseIdOf(req), act, words: null }));
  });

  router.post('/me/cases/:id/appeal', async (req, res) => {
    const { person } = requirePerson(res);
    const caseId = caseIdOf(req);
    const again = async (form: Form) => {
      sendPage(res, PersonCasePage, { ...(await view(needs, person, caseId)), form, at: needs.clock.now() }, 422);
    };
    const form = await formOrPage(wordsForm, req.body, again);
    if (!form) return;
    const { moves } = await view(needs, person, caseId);
    res.redirect(303, await move(needs, person, { caseId, act: moves.includes('challenge') ? 'challenge' : 'appeal', ...form }));
  });

  return router;
}

/** The latest uses that no open case is about. */
async function contestable({ db }: CaseNeeds, person: Person) {
  const [uses, contested] = await Promise.all([
    listUsesOfPerson(db, person.id, { limit: linesPerPage }),
    listCasesOfPerson(db, person.id, { limit: 100 }),
  ]);
  const isOpen = (useId: string) => contested.some((one) => one.useId === useId && one.closedAt === null);
  const names = await namesOfOrganisations(
    db,
    uses.map(({ organisationId }) => organisationId),
  );
  return uses.filter(({ id }) => !isOpen(id)).map((use) => ({ use, organisation: names.get(use.organisationId) ?? '' }));
}

/** The use, if it is this person's. Not found and not theirs are the same answer. */
async function contested({ db }: CaseNeeds, req: Request<{ id: string }>, person: Person) {
  const use = isId(req.params.id) ? await findUse(db, req.params.id) : undefined;
  const organisation = use?.personId === person.id ? await findOrganisation(db, use.organisationId) : undefined;
  if (!use || !organisation) throw new Refusal('use_unknown');
  return { use, organisation: organisation.name };
}

function view(needs: CaseNeeds, person: Person, caseId: string) {
  return atomically(needs, (work) => viewCase(work, { caseId, actor: { role: 'person', person } }));
}

async function move(
  needs: CaseNeeds,
  person: Person,
  act: { readonly caseId: string; readonly act: CaseAct; readonly words: string | null },
): Promise<string> {
  const actor = { role: 'person', person } as const;
  await atomicallyRecorded(needs, { event: 'case_refused', person }, (work) =>
    actOnCase(work, { ...act, actor, publicUrl: needs.publicUrl }),
  );
  return `/me/cases/${act.caseId}`;
}
