import { Router } from 'express';
import { DropMessagePage, OperatorMessagesPage } from '../../views/operation/messages.tsx';
import type { WorkNeeds } from '../db/database.ts';
import { emptyForm, formOrPage } from '../http/parse-form.ts';
import { sendPage } from '../http/render.ts';
import { requireOperator, requireRecentOperator } from '../identity/guards.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { dropDead, retryDead } from '../notifications/dead-letters.ts';
import { countTroubled, listDead, listFailing } from '../notifications/dead-letter-store.ts';
import { messageIdOf, reasonForm } from './forms.ts';

const most = 100;

/** Messages that have trouble leaving: how many, of which kind, since when. Never to whom, nor what they say. */
export function operatorMessageRoutes(needs: WorkNeeds): Router {
  const router = Router();

  router.get('/operator/messages', async (_req, res) => {
    requireOperator(res);
    const [counts, dead, failing] = [await countTroubled(needs.db), await listDead(needs.db, most), await listFailing(needs.db, most)];
    sendPage(res, OperatorMessagesPage, { counts, dead, failing });
  });

  router.post('/operator/messages/resending', async (_req, res) => {
    const { helper: operator } = requireRecentOperator(needs, res);
    await atomicallyRecorded(needs, attemptOf(operator), (work) => retryDead(work, { id: null, operator }));
    res.redirect(303, '/operator/messages');
  });

  router.post('/operator/messages/:id/resending', async (req, res) => {
    const { helper: operator } = requireRecentOperator(needs, res);
    const id = messageIdOf(req.params.id);
    await atomicallyRecorded(needs, attemptOf(operator), (work) => retryDead(work, { id, operator }));
    res.redirect(303, '/operator/messages');
  });

  router.get('/operator/messages/:id/dropping', (req, res) => {
    requireRecentOperator(needs, res);
    sendPage(res, DropMessagePage, { id: messageIdOf(req.params.id), form: emptyForm });
  });

  router.post('/operator/messages/:id/dropping', async (req, res) => {
    const { helper: operator } = requireRecentOperator(needs, res);
    const id = messageIdOf(req.params.id);
    const form = await formOrPage(reasonForm, req.body, (mistakes) => sendPage(res, DropMessagePage, { id, form: mistakes }, 422));
    if (!form) return;
    await atomicallyRecorded(needs, attemptOf(operator), (work) => dropDead(work, { ...form, id, operator }));
    res.redirect(303, '/operator/messages');
  });

  return router;
}

function attemptOf(operator: ReturnType<typeof requireOperator>['helper']) {
  return { event: 'operator_attempt_refused', helper: operator, details: { door: 'messages' } } as const;
}
