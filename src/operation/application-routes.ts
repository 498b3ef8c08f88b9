import { Router, type Response } from 'express';
import { OperatorApplicationPage } from '../../views/operation/application.tsx';
import { OperatorApplicationsPage } from '../../views/operation/applications.tsx';
import { OperatorDraftPage } from '../../views/operation/draft.tsx';
import type { FormerBody } from '../../views/operation/known-body.tsx';
import { yearsLater } from '../clock.ts';
import { atomically, type Work, type WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { emptyForm, type Form, formOrPage, parseForm, valuesOf } from '../http/parse-form.ts';
import { dayOf, endOf } from '../http/paris.ts';
import { sendPage } from '../http/render.ts';
import { requireOperator, requireRecentOperator } from '../identity/guards.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { messageForm } from '../organisations/application-forms.ts';
import { orMistake } from '../organisations/application-mistakes.ts';
import { listApplications } from '../organisations/application-list-store.ts';
import { listApplicationMessages } from '../organisations/application-message-store.ts';
import { countToInvite } from '../organisations/candidate-store.ts';
import { findApplication } from '../organisations/application-store.ts';
import { acceptApplication, refuseApplication, requestChanges } from '../organisations/decide-application.ts';
import { leaveUnanswered, writeAsOperator } from '../organisations/write-to-application.ts';
import { isId } from '../mandates/forms.ts';
import type { Application } from '../organisations/application.ts';
import { findOrganisationBySiret } from '../organisations/certification-store.ts';
import { usualEnd } from '../organisations/renewal.ts';
import { countLeaving } from '../organisations/roster-store.ts';
import { findOrganisation } from '../organisations/store.ts';
import { decisionForm, listQuery, readForm } from './forms.ts';

export interface OperationNeeds extends WorkNeeds {
  readonly publicUrl: string;
}

/** Operators read applications, answer them, and write to applicants. */
export function operatorApplicationRoutes(needs: OperationNeeds): Router {
  const router = Router();
  const { publicUrl } = needs;

  router.get('/operator/applications', async (req, res) => {
    requireOperator(res);
    const { state, after: from } = listQuery.parse(req.query);
    sendPage(res, OperatorApplicationsPage, { state, ...(await listApplications(needs.db, { state, after: from ?? null, limit: 50 })) });
  });

  router.get('/operator/applications/:id', async (req, res) => {
    requireRecentOperator(needs, res); // asked for before the form is filled in, not after
    await show(needs, res, { id: req.params.id, form: emptyForm });
  });

  router.post('/operator/applications/:id/decision', async (req, res) => {
    const { helper: operator } = requireRecentOperator(needs, res);
    const { id } = req.params;
    const form = await formOrPage(decisionForm, req.body, (mistakes) => show(needs, res, { id, form: mistakes }));
    if (!form) return;
    const answer = { id: known(id), operator, text: form.answer, publicUrl };
    const attempt = { event: 'application_attempt_refused', helper: operator, details: { application: id, door: form.decision } } as const;
    const decide = (work: Work) => {
      if (form.decision === 'changes') return requestChanges(work, answer);
      if (form.decision === 'refuse') return refuseApplication(work, answer);
      return acceptApplication(work, { ...answer, until: lastInstant(form.until, work.at) });
    };
    const mistake = await orMistake(() => atomicallyRecorded(needs, attempt, decide));
    if (!mistake) return res.redirect(303, `/operator/applications/${id}`);
    const field = mistake === 'refusal.certification_end_wrong.text' ? 'until' : 'decision';
    await show(needs, res, { id, form: { values: valuesOf(req.body), mistakes: { [field]: mistake } } });
  });

  router.post('/operator/applications/:id/messages', async (req, res) => {
    const { helper: operator } = requireRecentOperator(needs, res);
    const id = known(req.params.id);
    const form = await formOrPage(messageForm, req.body, (mistakes) => show(needs, res, { id, form: mistakes }));
    if (!form) return;
    const mistake = await orMistake(() => atomically(needs, (work) => writeAsOperator(work, { id, operator, ...form, publicUrl })));
    if (mistake) return show(needs, res, { id, form: { values: form, mistakes: { text: 'operator.application.full' } } });
    res.redirect(303, `/operator/applications/${id}`);
  });

  router.post('/operator/applications/:id/no-answer', async (req, res) => {
    const { helper: operator } = requireRecentOperator(needs, res);
    const id = known(req.params.id);
    const { last } = parseForm(readForm, req.body);
    if (await atomically(needs, (work) => leaveUnanswered(work, { id, operator, last })))
      return res.redirect(303, '/operator/applications?state=asking');
    await show(needs, res, { id, form: { values: {}, mistakes: { '': 'operator.application.writtenSince' } } });
  });

  return router;
}

async function show(needs: OperationNeeds, res: Response, { id, form }: { readonly id: string; readonly form: Form }): Promise<void> {
  const application = await findApplication(needs.db, needs.vault, known(id));
  if (!application) throw new Refusal('application_unknown');
  const status = form === emptyForm ? 200 : 422;
  const messages = await listApplicationMessages(needs.db, needs.vault, application);
  const renewed = application.renews === null ? undefined : await findOrganisation(needs.db, application.renews);
  if (application.state === 'draft') {
    if (messages.length === 0) throw new Refusal('application_unknown');
    sendPage(res, OperatorDraftPage, { application, renewed, messages, form }, status);
    return;
  }
  const former = await formerOf(needs, application);
  const until = dayOf(usualEnd(renewed ?? { certificationExpiresAt: null }, needs.clock.now()));
  const toInvite = application.organisationId === null ? 0 : await countToInvite(needs.db, application.organisationId);
  sendPage(res, OperatorApplicationPage, { application, renewed, former, messages, form, until, toInvite }, status);
}

/** The body that a stranger's application, still to be decided, would bring back with all who belong to it; undefined for one that is new. */
async function formerOf({ db, clock }: OperationNeeds, { renews, state, organisation }: Application): Promise<FormerBody | undefined> {
  if (renews !== null || !organisation || state === 'accepted') return undefined;
  const known = await findOrganisationBySiret(db, organisation.siret);
  return known && { organisation: known, ...(await countLeaving(db, { organisationId: known.id, intoId: null, at: clock.now() })) };
}

/** A day to come, within five years: nobody is certified for ever by a slip of the finger. */
function lastInstant(until: string, at: Date): Date {
  const end = endOf(until);
  if (end <= at || end > yearsLater(at, 5)) throw new Refusal('certification_end_wrong');
  return end;
}

function known(id: string): string {
  if (!isId(id)) throw new Refusal('application_unknown');
  return id;
}
