import { type Response, Router } from 'express';
import { StaffCasePage } from '../../views/cases/staff-case.tsx';
import { StaffCasesPage } from '../../views/cases/staff-list.tsx';
import { emptyForm, type Form, formOrPage } from '../http/parse-form.ts';
import { sendPage } from '../http/render.ts';
import { requireRecentlySignedIn, requireSupervisor } from '../identity/guards.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { listTerritories } from '../organisations/territory-store.ts';
import { actOnCase } from './act-on-case.ts';
import type { CaseActor } from './case.ts';
import type { CaseAct } from './case-states.ts';
import { caseIdOf, decisionForm, pageQuery } from './forms.ts';
import type { CaseNeeds } from './needs.ts';
import { listOpenCases } from './store.ts';
import { viewCase } from './view-case.ts';

const linesPerPage = 20;

/** What a supervisor does about what people contest in their territories: takes it over, asks for another answer, concludes. */
export function supervisorCaseRoutes(needs: CaseNeeds): Router {
  const router = Router();

  router.get('/supervision/cases', async (req, res) => {
    const { helper } = requireSupervisor(res);
    const { page } = pageQuery.parse(req.query);
    const territories = await listTerritories(needs.db, helper.id);
    const lines = await listOpenCases(needs.db, territories, { limit: linesPerPage + 1, offset: (page - 1) * linesPerPage });
    const shown = { lines: lines.slice(0, linesPerPage), hasMore: lines.length > linesPerPage };
    sendPage(res, StaffCasesPage, { side: 'supervisor', ...shown, at: needs.clock.now(), page });
  });

  router.get('/supervision/cases/:id', async (req, res) => {
    const actor = await supervisorHere(needs, res);
    await show(needs, res, { actor, caseId: caseIdOf(req), form: emptyForm });
  });

  router.post('/supervision/cases/:id/take', async (req, res) => {
    const actor = await supervisorHere(needs, res);
    res.redirect(303, await move(needs, { actor, caseId: caseIdOf(req), act: 'take', words: null }));
  });

  router.post('/supervision/cases/:id/decision', async (req, res) => {
    const actor = await supervisorHere(needs, res);
    const caseId = caseIdOf(req);
    const form = await formOrPage(decisionForm, req.body, (mistakes) => show(needs, res, { actor, caseId, form: mistakes }));
    if (form) res.redirect(303, await move(needs, { actor, caseId, ...form }));
  });

  return router;
}

type Supervising = Extract<CaseActor, { role: 'supervisor' }>;

/** The supervisor, with what they may see; a second factor of less than 15 minutes, since it opens what is personal. */
async function supervisorHere(needs: CaseNeeds, res: Response): Promise<Supervising> {
  const { helper } = requireSupervisor(res);
  requireRecentlySignedIn(needs, res);
  return { role: 'supervisor', helper, territories: await listTerritories(needs.db, helper.id) };
}

interface Shown {
  readonly actor: Supervising;
  readonly caseId: string;
  readonly form: Form;
}

async function show(needs: CaseNeeds, res: Response, { actor, caseId, form }: Shown): Promise<void> {
  const attempt = { event: 'case_refused', helper: actor.helper } as const;
  const view = await atomicallyRecorded(needs, attempt, (work) => viewCase(work, { caseId, actor }));
  const status = Object.keys(form.mistakes).length > 0 ? 422 : 200;
  sendPage(res, StaffCasePage, { ...view, side: 'supervisor', form, at: needs.clock.now() }, status);
}

interface Move {
  readonly actor: Supervising;
  readonly caseId: string;
  readonly act: CaseAct;
  readonly words: string | null;
}

async function move(needs: CaseNeeds, act: Move): Promise<string> {
  const attempt = { event: 'case_refused', helper: act.actor.helper } as const;
  await atomicallyRecorded(needs, attempt, (work) => actOnCase(work, { ...act, publicUrl: needs.publicUrl }));
  return `/supervision/cases/${act.caseId}`;
}
