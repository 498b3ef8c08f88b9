import { type Request, type Response, Router } from 'express';
import { AgreementPage } from '../../views/mandates/agreement.tsx';
import { DraftEndPage } from '../../views/mandates/draft-end.tsx';
import { HandOverPage } from '../../views/mandates/hand-over.tsx';
import { NewMandatePage } from '../../views/mandates/new.tsx';
import { SignaturePage } from '../../views/mandates/signature.tsx';
import { atomically, type WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { emptyForm, type Form, formOrPage } from '../http/parse-form.ts';
import { sendPage, setLanguage } from '../http/render.ts';
import { allowFormAction } from '../http/security-headers.ts';
import { requireHelper } from '../identity/guards.ts';
import { type IdentificationNeeds, startIdentification } from '../identity/identify-person.ts';
import { confirmSecondFactor, type SecondFactorNeeds } from '../identity/second-factor.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { abandonDraft } from './abandon-draft.ts';
import { agreeToMandate, declineMandate } from './agree-to-mandate.ts';
import { concludeMandate } from './conclude-mandate.ts';
import { currentStep, type Draft } from './draft.ts';
import { draftMandate } from './draft-mandate.ts';
import { agreementForm, draftForm, isId, signatureForm } from './forms.ts';
import { showDraft } from './show-draft.ts';

export interface DraftNeeds extends WorkNeeds, IdentificationNeeds, SecondFactorNeeds {}

/** From the choice of procedures to the signature, the person present. Every page leads to the step the draft is at. */
export function draftRoutes(needs: DraftNeeds): Router {
  const router = Router();

  router.get('/mandates/new', (_req, res) => {
    const { organisation } = requireHelper(res);
    sendPage(res, NewMandatePage, { form: emptyForm, organisation });
  });

  router.post('/mandates', async (req, res) => {
    const { helper, organisation } = requireHelper(res);
    const form = await formOrPage(draftForm, req.body, (mistakes) => {
      sendPage(res, NewMandatePage, { form: mistakes, organisation }, 422);
    });
    if (!form) return;
    const draft = await atomicallyRecorded(needs, { event: 'mandate_refused', helper, organisationId: organisation.id }, (work) =>
      draftMandate(work, { ...form, helper, organisation }),
    );
    res.redirect(303, currentStep(draft));
  });

  router.get('/drafts/:id', async (req, res) => {
    const { draft } = await shown(req, res);
    if (leadsElsewhere(req, res, draft)) return;
    allowFormAction(res, needs.franceConnectUrl);
    sendPage(res, HandOverPage, { draft });
  });

  router.post('/drafts/:id/identification', async (req, res) => {
    const { draft } = await shown(req, res);
    if (leadsElsewhere(req, res, draft, `/drafts/${draft.id}`)) return;
    res.redirect(303, await startIdentification(needs, res, { draftId: draft.id }));
  });

  router.get('/drafts/:id/terms', async (req, res) => {
    await sendAgreement(req, res, emptyForm);
  });

  router.post('/drafts/:id/agreement', async (req, res) => {
    const { helper, organisation } = requireHelper(res);
    const who = { draftId: idOf(req), helper, organisationId: organisation.id };
    const attempt = { event: 'mandate_refused', helper, organisationId: organisation.id } as const;
    const declines = isRecord(req.body) && req.body['answer'] === 'no';
    const form = declines ? null : await formOrPage(agreementForm, req.body, (mistakes) => sendAgreement(req, res, mistakes));
    if (form === undefined) return;
    await atomicallyRecorded(needs, attempt, (work) =>
      form ? agreeToMandate(work, { ...who, ...form, termsHash: form.terms }) : declineMandate(work, who),
    );
    res.redirect(303, `/drafts/${who.draftId}/${form ? 'signature' : 'end'}`);
  });

  router.get('/drafts/:id/signature', async (req, res) => {
    await sendSignature(req, res, emptyForm);
  });

  router.post('/drafts/:id/signature', async (req, res) => {
    const { helper, organisation } = requireHelper(res);
    const who = { draftId: idOf(req), helper, organisationId: organisation.id };
    const { draft } = await shown(req, res);
    if (leadsElsewhere(req, res, draft, `/drafts/${draft.id}/signature`)) return;
    const form = await formOrPage(signatureForm, req.body, (mistakes) => sendSignature(req, res, mistakes));
    if (!form) return;
    const isRight = await confirmSecondFactor(needs, res, { helper, code: form.code });
    if (!isRight) {
      await sendSignature(req, res, { values: { explained: 'on' }, mistakes: { code: 'mandates.signature.code.wrong' } });
      return;
    }
    await atomicallyRecorded(needs, { event: 'mandate_refused', helper, organisationId: organisation.id }, (work) =>
      concludeMandate(work, who),
    );
    res.redirect(303, `/mandates/${who.draftId}`);
  });

  router.post('/drafts/:id/abandonment', async (req, res) => {
    const { helper, organisation } = requireHelper(res);
    await atomically(needs, (work) => abandonDraft(work, { draftId: idOf(req), helper, organisationId: organisation.id }));
    res.redirect(303, '/home');
  });

  router.get('/drafts/:id/end', async (req, res) => {
    const { draft } = await shown(req, res);
    if (leadsElsewhere(req, res, draft)) return;
    sendPage(res, DraftEndPage, { draft });
  });

  function shown(req: Request<{ id: string }>, res: Response) {
    const { helper, organisation } = requireHelper(res);
    return showDraft(needs, { draftId: idOf(req), owner: { helperId: helper.id, organisationId: organisation.id } });
  }

  async function sendAgreement(req: Request<{ id: string }>, res: Response, form: Form): Promise<void> {
    const { draft, principal } = await shown(req, res);
    if (!principal || leadsElsewhere(req, res, draft, `/drafts/${draft.id}/terms`)) {
      if (!res.headersSent) res.redirect(303, currentStep(draft));
      return;
    }
    setLanguage(res, draft.language);
    sendPage(res, AgreementPage, { draft, ...principal, form }, statusOf(form));
  }

  async function sendSignature(req: Request<{ id: string }>, res: Response, form: Form): Promise<void> {
    const { draft, principal } = await shown(req, res);
    if (!principal || leadsElsewhere(req, res, draft, `/drafts/${draft.id}/signature`)) {
      if (!res.headersSent) res.redirect(303, currentStep(draft));
      return;
    }
    sendPage(res, SignaturePage, { draft, person: principal.person, form }, statusOf(form));
  }

  return router;
}

function idOf(req: Request<{ id: string }>): string {
  if (!isId(req.params.id)) throw new Refusal('draft_unknown');
  return req.params.id;
}

/** Sends whoever is at another step than the draft's to the step it is at. */
function leadsElsewhere(req: Request, res: Response, draft: Draft, here = req.path): boolean {
  const step = currentStep(draft);
  if (step === here) return false;
  res.redirect(303, step);
  return true;
}

function statusOf(form: Form): number {
  return Object.keys(form.mistakes).length > 0 ? 422 : 200;
}

function isRecord(body: unknown): body is Record<string, unknown> {
  return typeof body === 'object' && body !== null;
}
