import { Router } from 'express';
import { DraftEndPage } from '../../views/mandates/draft-end.tsx';
import { HandOverPage } from '../../views/mandates/hand-over.tsx';
import { NewMandatePage } from '../../views/mandates/new.tsx';
import { atomically } from '../db/database.ts';
import { emptyForm, formOrPage } from '../http/parse-form.ts';
import { sendPage } from '../http/render.ts';
import { allowFormAction } from '../http/security-headers.ts';
import { sessionOf } from '../http/sessions.ts';
import { requireHelper } from '../identity/guards.ts';
import { type IdentificationNeeds, startIdentification } from '../identity/identify-person.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { listCertified } from '../organisations/certified-store.ts';
import type { Helper } from '../organisations/helper.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { answerRoutes } from './answer-routes.ts';
import { abandonDraft } from './abandon-draft.ts';
import { agreementRoutes } from './agreement-routes.ts';
import { contactRoutes } from './contact-routes.ts';
import { remoteRoutes } from './remote-routes.ts';
import { currentStep } from './draft.ts';
import { draftIdOf, leadsElsewhere, shownDraft } from './draft-guards.ts';
import { draftMandate } from './draft-mandate.ts';
import { draftForm } from './forms.ts';
import { offerRoutes } from './offer-routes.ts';
import { offeredRoutes } from './offered-routes.ts';
import { smsAskingRoutes } from './sms-routes.ts';
import { findQuestion } from './sms-question-store.ts';

export type DraftNeeds = IdentificationNeeds;

/** From the choice of procedures to the signature, the person present. Every page leads to the step the draft is at. */
export function draftRoutes(needs: DraftNeeds): Router {
  const router = Router();
  router.use(agreementRoutes(needs));
  router.use(contactRoutes(needs));
  router.use(remoteRoutes(needs));
  router.use(smsAskingRoutes(needs));
  router.use(offerRoutes(needs));
  router.use(offeredRoutes(needs));
  router.use(answerRoutes(needs));

  router.get('/mandates/new', async (_req, res) => {
    const { helper, organisation } = requireHelper(res);
    sendPage(res, NewMandatePage, { form: emptyForm, organisation, helper, helpers: await certified(needs, organisation) });
  });

  router.post('/mandates', async (req, res) => {
    const { helper, organisation } = requireHelper(res);
    const form = await formOrPage(draftForm, req.body, async (mistakes) => {
      sendPage(res, NewMandatePage, { form: mistakes, organisation, helper, helpers: await certified(needs, organisation) }, 422);
    });
    if (!form) return;
    const attempt = { event: 'mandate_refused', helper, organisationId: organisation.id } as const;
    const draft = await atomicallyRecorded(needs, attempt, (work) => draftMandate(work, { ...form, helper, organisation }));
    res.redirect(303, currentStep(draft));
  });

  router.get('/drafts/:id', async (req, res) => {
    const { draft, named } = await shownDraft(needs, req, res);
    if (leadsElsewhere(res, draft, `/drafts/${draft.id}`)) return;
    allowFormAction(res, needs.franceConnect.issuer);
    sendPage(res, HandOverPage, { draft, named });
  });

  router.post('/drafts/:id/identification', async (req, res) => {
    const { draft } = await shownDraft(needs, req, res);
    if (leadsElsewhere(res, draft, `/drafts/${draft.id}`)) return;
    res.redirect(303, await startIdentification(needs, { session: sessionOf(res), purpose: 'person', draftId: draft.id }));
  });

  router.post('/drafts/:id/abandonment', async (req, res) => {
    const { helper, organisation } = requireHelper(res);
    await atomically(needs, (work) => abandonDraft(work, { draftId: draftIdOf(req), helper, organisationId: organisation.id }));
    res.redirect(303, '/home');
  });

  router.get('/drafts/:id/end', async (req, res) => {
    const { draft } = await shownDraft(needs, req, res);
    if (leadsElsewhere(res, draft, `/drafts/${draft.id}/end`)) return;
    const question = await findQuestion(needs.db, draft.id);
    sendPage(res, DraftEndPage, { draft, isUnclear: !!question?.givenUpAt });
  });

  return router;
}

/** Whom the person may name. */
function certified({ db, clock }: DraftNeeds, organisation: Organisation): Promise<Helper[]> {
  return listCertified(db, { organisationId: organisation.id, at: clock.now() });
}
