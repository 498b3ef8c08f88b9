import { type Request, type Response, Router } from 'express';
import { DeclineOfferPage } from '../../views/mandates/decline-offer.tsx';
import { OfferedPage } from '../../views/mandates/offered.tsx';
import { atomically, type WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { emptyForm, type Form, formOrPage } from '../http/parse-form.ts';
import { sendPage } from '../http/render.ts';
import { updateSession } from '../http/sessions.ts';
import { askForProof, proofOf } from '../identity/factor-guards.ts';
import { requireHelper } from '../identity/guards.ts';
import { withSecondFactor } from '../identity/second-factor.ts';
import { atomicallyRecorded, recorded } from '../journal/append.ts';
import { acceptOffer, declineOffer, openOffer } from './answer-offer.ts';
import { acceptanceForm, declineForm, isId } from './forms.ts';
import { showOffered } from './show-draft.ts';
import { tellOffer } from './tell-offer.ts';
import { tellConcluded } from './tell-person.ts';

type OfferRequest = Request<{ id: string }>;

/** What persons offer to the organisation: a helper reads it, accepts with the second factor, or declines and says why. */
export function offeredRoutes(needs: WorkNeeds & { readonly publicUrl: string }): Router {
  const router = Router();

  router.get('/offers/:id', (req, res) => sendOffered(req, res, emptyForm));

  router.post('/offers/:id/signature', async (req, res) => {
    const who = whoOf(req, res);
    const form = await formOrPage(acceptanceForm, req.body, (mistakes) => sendOffered(req, res, mistakes));
    if (!form) return;
    const isSigned = await recorded(needs, attemptOf(who), () =>
      withSecondFactor(needs, proofOf(needs, res, { helper: who.helper, ...form }), async (work) => {
        const { stopCode, ...concluded } = await acceptOffer(work, who);
        await updateSession(work, { res, facts: { secondFactorAt: work.at } }); // after the helper is held: who halts them ends their sessions
        if (stopCode !== null) await tellConcluded(work, { ...concluded, stopCode, publicUrl: needs.publicUrl });
      }),
    );
    if (isSigned) res.redirect(303, `/mandates/${who.draftId}`);
    else await sendOffered(req, res, { values: { explained: 'on' }, mistakes: { code: 'mandates.signature.code.wrong' } });
  });

  router.get('/offers/:id/refusal', (req, res) => sendDeclining(req, res, emptyForm));

  router.post('/offers/:id/refusal', async (req, res) => {
    const who = whoOf(req, res);
    const form = await formOrPage(declineForm, req.body, (mistakes) => sendDeclining(req, res, mistakes));
    if (!form) return;
    await atomicallyRecorded(needs, attemptOf(who), async (work) => {
      const { draft } = await declineOffer(work, { ...who, reason: form.reason });
      await tellOffer(work, { draft, news: 'declined', publicUrl: needs.publicUrl });
    });
    res.redirect(303, '/home');
  });

  async function sendOffered(req: OfferRequest, res: Response, form: Form): Promise<void> {
    const who = whoOf(req, res);
    const { draft, person } = await atomically(needs, (work) => openOffer(work, who));
    const terms = await showOffered(needs, draft, person);
    const asked = await askForProof(needs, res, who.helper);
    sendPage(res, OfferedPage, { draft, person, terms, asked, form }, statusOf(form));
  }

  async function sendDeclining(req: OfferRequest, res: Response, form: Form): Promise<void> {
    const { draft, person } = await atomically(needs, (work) => openOffer(work, whoOf(req, res)));
    sendPage(res, DeclineOfferPage, { draft, person, form }, statusOf(form));
  }

  return router;
}

function whoOf(req: OfferRequest, res: Response) {
  if (!isId(req.params.id)) throw new Refusal('offer_unknown');
  return { ...requireHelper(res), draftId: req.params.id };
}

function attemptOf({ helper, organisation }: ReturnType<typeof whoOf>) {
  return { event: 'mandate_refused', helper, organisationId: organisation.id } as const;
}

function statusOf(form: Form): number {
  return Object.keys(form.mistakes).length > 0 ? 422 : 200;
}
