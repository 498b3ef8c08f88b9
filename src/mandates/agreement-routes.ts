import { type Request, type Response, Router } from 'express';
import { AgreementPage } from '../../views/mandates/agreement.tsx';
import { SignaturePage } from '../../views/mandates/signature.tsx';
import { atomically, type WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { emptyForm, type Form, formOrPage } from '../http/parse-form.ts';
import { sendPage, setLanguage } from '../http/render.ts';
import { updateSession } from '../http/sessions.ts';
import { askForProof, proofOf } from '../identity/factor-guards.ts';
import { requireHelper } from '../identity/guards.ts';
import { withSecondFactor } from '../identity/second-factor.ts';
import { atomicallyRecorded, recorded } from '../journal/append.ts';
import { agreeToMandate, declineMandate, endForProtection } from './agree-to-mandate.ts';
import { concludeMandate } from './conclude-mandate.ts';
import { draftIdOf, handOver, leadsElsewhere, shownDraft } from './draft-guards.ts';
import { tellConcluded } from './tell-person.ts';
import { agreementForm, declines, signatureForm } from './forms.ts';

type DraftRequest = Request<{ id: string }>;

/** The person agrees or refuses; the helper countersigns. */
export function agreementRoutes(needs: WorkNeeds & { readonly publicUrl: string }): Router {
  const router = Router();

  router.get('/drafts/:id/terms', (req, res) => sendAgreement(req, res, emptyForm));

  router.post('/drafts/:id/agreement', async (req, res) => {
    const who = whoOf(req, res);
    await handOver(needs, req, res);
    const form = declines(req.body) ? null : await formOrPage(agreementForm, req.body, (mistakes) => sendAgreement(req, res, mistakes));
    if (form === undefined) return;
    if (form && form.protection !== 'none') {
      await atomically(needs, (work) => endForProtection(work, { ...who, protection: form.protection }));
      throw new Refusal('person_is_protected');
    }
    await atomicallyRecorded(needs, attemptOf(who), (work) =>
      form ? agreeToMandate(work, { ...who, protection: form.protection, termsHash: form.terms }) : declineMandate(work, who),
    );
    res.redirect(303, `/drafts/${who.draftId}/${form ? 'signature' : 'end'}`);
  });

  router.get('/drafts/:id/signature', (req, res) => sendSignature(req, res, emptyForm));

  router.post('/drafts/:id/signature', async (req, res) => {
    const who = whoOf(req, res);
    const { draft } = await shownDraft(needs, req, res);
    if (leadsElsewhere(res, draft, `/drafts/${draft.id}/signature`)) return;
    const form = await formOrPage(signatureForm, req.body, (mistakes) => sendSignature(req, res, mistakes));
    if (!form) return;
    const isSigned = await recorded(needs, attemptOf(who), () =>
      withSecondFactor(needs, proofOf(needs, res, { helper: who.helper, ...form }), async (work) => {
        const { stopCode, ...concluded } = await concludeMandate(work, who);
        await updateSession(work, { res, facts: { secondFactorAt: work.at } }); // after the helper is held: who halts them ends their sessions
        if (stopCode !== null) await tellConcluded(work, { ...concluded, stopCode, publicUrl: needs.publicUrl });
      }),
    );
    if (isSigned) res.redirect(303, `/mandates/${who.draftId}`);
    else await sendSignature(req, res, { values: { explained: 'on' }, mistakes: { code: 'mandates.signature.code.wrong' } });
  });

  async function sendAgreement(req: DraftRequest, res: Response, form: Form): Promise<void> {
    const { draft, added, principal } = await shownDraft(needs, req, res);
    if (leadsElsewhere(res, draft, `/drafts/${draft.id}/terms`)) return;
    if (!principal) throw new Refusal('draft_unknown'); // their key was destroyed meanwhile
    setLanguage(res, draft.language);
    sendPage(res, AgreementPage, { draft, added, ...principal, form }, statusOf(form));
  }

  async function sendSignature(req: DraftRequest, res: Response, form: Form): Promise<void> {
    const { draft, named, principal } = await shownDraft(needs, req, res);
    if (leadsElsewhere(res, draft, `/drafts/${draft.id}/signature`)) return;
    if (!principal) throw new Refusal('draft_unknown'); // their key was destroyed meanwhile
    const asked = await askForProof(needs, res, requireHelper(res).helper);
    sendPage(res, SignaturePage, { draft, named, person: principal.person, asked, form }, statusOf(form));
  }

  return router;
}

function whoOf(req: DraftRequest, res: Response) {
  const { helper, organisation } = requireHelper(res);
  return { draftId: draftIdOf(req), helper, organisationId: organisation.id };
}

function attemptOf({ helper, organisationId }: ReturnType<typeof whoOf>) {
  return { event: 'mandate_refused', helper, organisationId } as const;
}

function statusOf(form: Form): number {
  return Object.keys(form.mistakes).length > 0 ? 422 : 200;
}
