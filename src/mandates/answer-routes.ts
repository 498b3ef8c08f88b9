import { type Request, type Response, Router } from 'express';
import { AgreementPage } from '../../views/mandates/agreement.tsx';
import { AnsweredPage } from '../../views/mandates/answered.tsx';
import { RequestPage } from '../../views/mandates/request.tsx';
import { atomically, type Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { deviceTraits } from '../http/device.ts';
import { readyForForms } from '../http/csrf.ts';
import { emptyForm, type Form, formOrPage } from '../http/parse-form.ts';
import { placeOf } from '../http/place.ts';
import { rateLimit } from '../http/rate-limit.ts';
import { pageOf, sendPage, setLanguage } from '../http/render.ts';
import { isLanguage } from '../http/texts.ts';
import { allowFormAction } from '../http/security-headers.ts';
import { ensureSession, sessionOf, updateSession } from '../http/sessions.ts';
import { type IdentificationNeeds, startIdentification } from '../identity/identify-person.ts';
import { requirePerson } from '../identity/person-guards.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { type Answering, agreeToMandate, declineMandate, endForProtection } from './agree-to-mandate.ts';
import { devicePrint } from './device-print.ts';
import { draftIdOf } from './draft-guards.ts';
import { findRequested, noteOpened } from './find-requested.ts';
import { agreementForm, declines } from './forms.ts';
import { setAnswered } from './remote-request-store.ts';
import { showDraft } from './show-draft.ts';
import { tellAnswered } from './tell-answered.ts';

type DraftRequest = Request<{ id: string }>;
type LinkRequest = Request<{ token: string }>;

/** A person answers on their own device what they were asked from afar: the link, FranceConnect, the terms, yes or no. */
export function answerRoutes(needs: IdentificationNeeds): Router {
  const router = Router();
  const limit = rateLimit(needs, { name: 'requests', points: 60, seconds: 600 });

  router.get('/requests/:token', async (req, res) => {
    await limit.take(placeOf(req));
    const { draft, organisation } = await openLink(req, res);
    await noteOpened(needs, draft);
    await readyForForms(needs, res);
    await keepLanguage(res);
    allowFormAction(res, needs.franceConnect.issuer);
    sendPage(res, RequestPage, { organisation, until: draft.lapsesAt, action: req.path });
  });

  router.post('/requests/:token', async (req, res) => {
    await limit.take(placeOf(req));
    const { draft } = await openLink(req, res);
    const session = await ensureSession(needs, res);
    res.redirect(303, await startIdentification(needs, { session, purpose: 'request', draftId: draft.id, returnsTo: req.path }));
  });

  router.get('/me/requests/:id', (req, res) => sendRequest(req, res, emptyForm));

  router.post('/me/requests/:id/agreement', async (req, res) => {
    const who = whoOf(req, res);
    const form = declines(req.body) ? null : await formOrPage(agreementForm, req.body, (mistakes) => sendRequest(req, res, mistakes));
    if (form === undefined) return;
    if (form && form.protection !== 'none') {
      await atomically(needs, async (work) => {
        await endForProtection(work, { ...who, protection: form.protection });
        await noteAnswer(req, work, 'no'); // why is the person's own affair
      });
      throw new Refusal('person_is_protected');
    }
    await atomicallyRecorded(needs, { event: 'mandate_refused', person: requirePerson(res).person }, async (work) => {
      if (form) await agreeToMandate(work, { ...who, protection: form.protection, termsHash: form.terms });
      else await declineMandate(work, who);
      await noteAnswer(req, work, form ? 'yes' : 'no');
    });
    res.redirect(303, `/me/requests/${who.draftId}`);
  });

  /** From which device it came, and to the helper who asked, that it did. */
  async function noteAnswer(req: DraftRequest, work: Work, answer: 'yes' | 'no'): Promise<void> {
    const draftId = draftIdOf(req);
    await setAnswered(work.tx, draftId, devicePrint(work.vault, draftId, deviceTraits(req)));
    await tellAnswered(work, { draftId, answer, publicUrl: needs.publicUrl });
  }

  async function openLink(req: LinkRequest, res: Response) {
    pageOf(res).path = ''; // the link is a secret: no page repeats it
    const { obstacle, ...requested } = await findRequested(needs, req.params.token);
    if (!isLanguage(req.query['lang'])) setLanguage(res, requested.draft.language);
    if (obstacle) throw new Refusal(obstacle); // in the language they were asked in
    return requested;
  }

  /** Whoever FranceConnect sends back unidentified is told so in the language they read here. */
  async function keepLanguage(res: Response): Promise<void> {
    const session = sessionOf(res);
    const { language } = pageOf(res);
    if (session?.helperId || session?.personId || session?.language === language) return; // somebody's: they chose theirs
    await atomically(needs, (work) => updateSession(work, { res, facts: { language } }));
  }

  async function sendRequest(req: DraftRequest, res: Response, form: Form): Promise<void> {
    const { draftId, personId } = whoOf(req, res);
    const { draft, added, principal } = await showDraft(needs, { draftId, owner: { personId } });
    if (!principal) throw new Refusal('draft_unknown'); // their key was destroyed meanwhile
    if (draft.state !== 'awaiting_person') return sendPage(res, AnsweredPage, { draft });
    const action = `/me/requests/${draft.id}/agreement`;
    sendPage(res, AgreementPage, { draft, added, ...principal, form, action }, form === emptyForm ? 200 : 422);
  }

  return router;
}

function whoOf(req: DraftRequest, res: Response): Answering & { readonly personId: string } {
  return { draftId: draftIdOf(req), personId: requirePerson(res).person.id };
}
