import { type Request, type Response, Router } from 'express';
import { NewCasePage } from '../../views/cases/new-case.tsx';
import { StaffCasePage } from '../../views/cases/staff-case.tsx';
import { StaffCasesPage } from '../../views/cases/staff-list.tsx';
import { actOnCase, type ActOnCase } from '../cases/act-on-case.ts';
import type { CaseActor } from '../cases/case.ts';
import { assignForm, caseIdOf, caseListQuery, decisionForm, inquiryForm, secondForm } from '../cases/forms.ts';
import { listCasesWithin } from '../cases/list-store.ts';
import type { CaseNeeds } from '../cases/needs.ts';
import { isGrave } from '../cases/outcome.ts';
import { viewCase } from '../cases/view-case.ts';
import { emptyForm, type Form, formOrPage } from '../http/parse-form.ts';
import { sendPage } from '../http/render.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { findReason } from './give-reason.ts';
import { requireRecentSupervising, requireSupervising } from './guards.ts';
import { listColleagues } from './colleague-store.ts';
import { reportCase } from './report-case.ts';

const linesPerPage = 20;

/** Cases, to the supervisors of a territory: takes them over, asks the organisation, concludes, alone or with a second one. */
export function supervisorCaseRoutes(needs: CaseNeeds): Router {
  const router = Router();

  router.get('/supervision/cases', async (req, res) => {
    const { helper, territories } = await requireSupervising(needs, res);
    const { page, origin, mine, closed, waiting } = caseListQuery.parse(req.query);
    const waits = waiting && { for: waiting, me: helper.id };
    const shown = { territories, isClosed: closed !== undefined, origin, assignedTo: mine ? helper.id : undefined, waiting: waits };
    const lines = await listCasesWithin(needs.db, shown, { limit: linesPerPage + 1, offset: (page - 1) * linesPerPage });
    const chosen = { origin: origin ?? null, isMine: mine !== undefined, isClosed: shown.isClosed, waiting: waiting ?? null };
    const filter = { ...chosen, me: helper.id };
    const list = { lines: lines.slice(0, linesPerPage), hasMore: lines.length > linesPerPage, page, filter };
    sendPage(res, StaffCasesPage, { side: 'supervisor', at: needs.clock.now(), ...list });
  });

  router.get('/supervision/cases/new', async (req, res) => {
    await requireRecentSupervising(needs, res);
    sendPage(res, NewCasePage, { form: { values: queryOf(req), mistakes: {} } });
  });

  router.post('/supervision/cases', async (req, res) => {
    const supervisor = await requireRecentSupervising(needs, res);
    const form = await formOrPage(inquiryForm, req.body, (mistakes) => sendPage(res, NewCasePage, { form: mistakes }, 422));
    if (!form) return;
    const attempt = { event: 'case_refused', helper: supervisor.helper } as const;
    const opened = await atomicallyRecorded(needs, attempt, (work) => reportCase(work, { supervisor, ...form }));
    res.redirect(303, `/supervision/cases/${opened.id}`);
  });

  router.get('/supervision/cases/:id', async (req, res) => {
    await show(needs, res, { actor: await actorHere(needs, res), caseId: caseIdOf(req), form: emptyForm });
  });

  router.post('/supervision/cases/:id/take', async (req, res) => {
    const actor = await actorHere(needs, res);
    res.redirect(303, await move(needs, { actor, caseId: caseIdOf(req), act: 'take', words: null }));
  });

  router.post('/supervision/cases/:id/assignment', async (req, res) => {
    const [actor, caseId] = [await actorHere(needs, res), caseIdOf(req)];
    const form = await formOrPage(assignForm, req.body, (mistakes) => show(needs, res, { actor, caseId, form: mistakes }));
    if (form) res.redirect(303, await move(needs, { actor, caseId, act: 'assign', words: null, ...form }));
  });

  router.post('/supervision/cases/:id/decision', async (req, res) => {
    const [actor, caseId] = [await actorHere(needs, res), caseIdOf(req)];
    const form = await formOrPage(decisionForm, req.body, (mistakes) => show(needs, res, { actor, caseId, form: mistakes }));
    if (!form) return;
    const { words, act, outcome } = form;
    const concluding = act === 'close' && isGrave(outcome) ? 'propose' : act;
    res.redirect(303, await move(needs, { actor, caseId, words, act: concluding, outcome: act === 'close' ? outcome : null }));
  });

  router.post('/supervision/cases/:id/second', async (req, res) => {
    const [actor, caseId] = [await actorHere(needs, res), caseIdOf(req)];
    const form = await formOrPage(secondForm, req.body, (mistakes) => show(needs, res, { actor, caseId, form: mistakes }));
    if (form) res.redirect(303, await move(needs, { actor, caseId, ...form }));
  });

  return router;
}

type Supervising = Extract<CaseActor, { role: 'supervisor' }>;

/** The supervisor, with the reason they stated; a second factor of less than 15 minutes, since a case opens what is personal. */
async function actorHere(needs: CaseNeeds, res: Response): Promise<Supervising> {
  const supervisor = await requireRecentSupervising(needs, res);
  return { role: 'supervisor', ...supervisor, why: await findReason(needs, supervisor, needs.clock.now()) };
}

interface Shown {
  readonly actor: Supervising;
  readonly caseId: string;
  readonly form: Form;
}

async function show(needs: CaseNeeds, res: Response, { actor, caseId, form }: Shown): Promise<void> {
  const attempt = { event: 'case_refused', helper: actor.helper } as const;
  const view = await atomicallyRecorded(needs, attempt, (work) => viewCase(work, { caseId, actor }));
  const colleagues = await listColleagues(needs.db, { organisation: view.organisation, except: [actor.helper.id, view.one.assignedTo] });
  const status = Object.keys(form.mistakes).length > 0 ? 422 : 200;
  sendPage(res, StaffCasePage, { ...view, side: 'supervisor', colleagues, me: actor.helper.id, form, at: needs.clock.now() }, status);
}

async function move(needs: CaseNeeds, act: Omit<ActOnCase, 'publicUrl'> & { readonly actor: Supervising }): Promise<string> {
  const attempt = { event: 'case_refused', helper: act.actor.helper } as const;
  await atomicallyRecorded(needs, attempt, (work) => actOnCase(work, { ...act, publicUrl: needs.publicUrl }));
  return `/supervision/cases/${act.caseId}`;
}

/** What a page that leads here says the case is about. */
function queryOf({ query }: Request): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}
