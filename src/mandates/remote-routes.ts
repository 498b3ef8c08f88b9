import { type Request, type Response, Router } from 'express';
import { AskRemotelyPage } from '../../views/mandates/ask-remotely.tsx';
import { type Awaited, WaitingPage } from '../../views/mandates/waiting.tsx';
import type { WorkNeeds } from '../db/database.ts';
import { deviceTraits } from '../http/device.ts';
import { emptyForm, type Form, formOrPage } from '../http/parse-form.ts';
import { sendPage } from '../http/render.ts';
import { requireHelper } from '../identity/guards.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { hasLeft } from '../notifications/store.ts';
import { contactForm } from '../people/forms.ts';
import type { Draft } from './draft.ts';
import { leadsElsewhere, shownDraft } from './draft-guards.ts';
import { findRequest } from './remote-request-store.ts';
import { findQuestion } from './sms-question-store.ts';
import { requestRemotely } from './request-remotely.ts';

type DraftRequest = Request<{ id: string }>;

/** A helper asks a person who is not here, and waits for the answer. */
export function remoteRoutes(needs: WorkNeeds & { readonly publicUrl: string }): Router {
  const router = Router();

  router.get('/drafts/:id/request', (req, res) => sendAsking(req, res, emptyForm));

  router.post('/drafts/:id/request', async (req, res) => {
    const { helper, organisation } = requireHelper(res);
    const { draft } = await shownDraft(needs, req, res);
    const form = await formOrPage(contactForm, req.body, (mistakes) => sendAsking(req, res, mistakes));
    if (!form) return;
    const attempt = { event: 'mandate_refused', mandate: draft, helper, organisationId: organisation.id } as const;
    const asking = { ...form.address, draftId: draft.id, helper, organisation, publicUrl: needs.publicUrl, device: deviceTraits(req) };
    await atomicallyRecorded(needs, attempt, (work) => requestRemotely(work, asking));
    res.redirect(303, `/drafts/${draft.id}/waiting`);
  });

  router.get('/drafts/:id/waiting', async (req, res) => {
    const { draft, principal } = await shownDraft(needs, req, res);
    if (leadsElsewhere(res, draft, `/drafts/${draft.id}/waiting`)) return;
    const stands = await awaited(needs, draft, principal !== null);
    sendPage(res, WaitingPage, { draft, ...stands, byHand: req.query['by'] === 'hand' });
  });

  async function sendAsking(req: DraftRequest, res: Response, form: Form): Promise<void> {
    const { draft } = await shownDraft(needs, req, res);
    if (draft.state !== 'awaiting_person' && leadsElsewhere(res, draft, `/drafts/${draft.id}`)) return;
    sendPage(res, AskRemotelyPage, { draft, form }, form === emptyForm ? 200 : 422);
  }

  return router;
}

/** How the person was asked, and how far they are. */
async function awaited({ db, vault }: WorkNeeds, { id }: Draft, isReading: boolean): Promise<Awaited> {
  const question = await findQuestion(db, id);
  if (question?.askedAgainAt) return { address: null, stage: 'askedAgain' };
  if (question) return { address: null, stage: (await hasLeft(db, question.messageId)) ? 'asked' : 'leaving' };
  const request = await findRequest(db, id);
  const address = request ? vault.open('remote-request', id, request.address).toString() : null;
  if (isReading) return { address, stage: 'reading' };
  return { address, stage: request?.openedAt ? 'opened' : 'sent' };
}
