import { Router, type Response } from 'express';
import { CandidatesPage } from '../../views/organisations/application-helpers.tsx';
import { atomically } from '../db/database.ts';
import { emptyForm, type Form, formOrPage, parseForm } from '../http/parse-form.ts';
import { sendPage } from '../http/render.ts';
import type { SessionNeeds } from '../http/sessions.ts';
import type { TextKey } from '../http/texts.ts';
import { candidateForm, listForm, pageQuery, removalForm } from './application-forms.ts';
import { requireApplicant, requireOwnApplication } from './application-guards.ts';
import { orMistake } from './application-mistakes.ts';
import { type FaultyLine, mostLines, readCandidates } from './candidates.ts';
import { addCandidates, removeCandidate } from './fill-application.ts';

/** Who will help: one by one, or a list, pasted or from a file. The lines that cannot be taken come back with their reason. */
export function applicationHelperRoutes(needs: SessionNeeds): Router {
  const router = Router();

  router.get('/application/helpers', async (req, res) => {
    await showCandidates(needs, res, { form: emptyForm, ...pageQuery.parse(req.query) });
  });

  router.post('/application/helpers', async (req, res) => {
    const id = requireApplicant(res);
    const form = await formOrPage(candidateForm, req.body, (mistakes) => showCandidates(needs, res, { form: mistakes }));
    if (!form) return;
    await atomically(needs, (work) => addCandidates(work, id, [form]));
    res.redirect(303, '/application/helpers');
  });

  router.post('/application/helpers/import', async (req, res) => {
    const id = requireApplicant(res);
    const list = await formOrPage(listForm, req.body, (mistakes) => showCandidates(needs, res, { form: mistakes }));
    if (list === undefined) return;
    const read = readCandidates(list);
    if (!read) return showCandidates(needs, res, { form: inList(list, 'application.helpers.mistake.long') });
    const mistake = await orMistake(() => atomically(needs, (work) => addCandidates(work, id, read.candidates)));
    if (mistake) await showCandidates(needs, res, { form: inList(list, mistake) });
    else if (read.faults.length === 0) res.redirect(303, '/application/helpers');
    else
      await showCandidates(needs, res, {
        form: inList(read.toCorrect, 'application.helpers.mistake.lines'),
        taken: read.candidates.length,
        faults: read.faults,
      });
  });

  router.post('/application/helpers/removal', async (req, res) => {
    const id = requireApplicant(res);
    const { email } = parseForm(removalForm, req.body);
    await atomically(needs, (work) => removeCandidate(work, id, email));
    res.redirect(303, '/application/helpers');
  });

  return router;
}

function inList(list: string, mistake: TextKey): Form {
  return { values: { list: list.split('\n').slice(0, mostLines).join('\n') }, mistakes: { list: mistake } };
}

interface Shown {
  readonly form: Form;
  readonly page?: number;
  readonly taken?: number;
  readonly faults?: readonly FaultyLine[];
}

async function showCandidates(needs: SessionNeeds, res: Response, { form, page = 1, taken = 0, faults = [] }: Shown): Promise<void> {
  const { people } = await requireOwnApplication(needs, res);
  sendPage(res, CandidatesPage, { helpers: people?.helpers ?? [], form, page, taken, faults }, form === emptyForm ? 200 : 422);
}
