import { Router } from 'express';
import { HubPage } from '../../views/operation/hub.tsx';
import { OperatorClientsPage } from '../../views/operation/clients.tsx';
import type { WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { emptyForm, formOrPage } from '../http/parse-form.ts';
import { sendPage } from '../http/render.ts';
import { requireOperator, requireRecentOperator } from '../identity/guards.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { findClient, listClients } from '../provider/client-store.ts';
import { disableClient } from '../provider/disable-client.ts';
import { registrationForm } from '../provider/forms.ts';
import { requestAct } from './dangerous-acts.ts';
import { hubForm } from './forms.ts';

/** Operators see the relying parties and disable them; registering a hub is asked of another operator. */
export function operatorClientRoutes(needs: WorkNeeds): Router {
  const router = Router();

  router.get('/operator/clients', async (_req, res) => {
    requireOperator(res);
    const clients = await listClients(needs.db, needs.vault);
    sendPage(res, OperatorClientsPage, { clients: clients.map(({ secret: _, ...client }) => client) });
  });

  router.post('/operator/clients/:id/disabling', async (req, res) => {
    const { helper: operator } = requireRecentOperator(needs, res);
    const { id: clientId } = req.params;
    const attempt = { event: 'operator_attempt_refused', helper: operator, clientId, details: { door: 'disabling' } } as const;
    await atomicallyRecorded(needs, attempt, async (work) => {
      if (!(await findClient(work.tx, work.vault, clientId))) throw new Refusal('client_unknown');
      await disableClient(work, clientId, { by: operator });
    });
    res.redirect(303, '/operator/clients');
  });

  router.get('/operator/clients/hub', (_req, res) => {
    requireRecentOperator(needs, res); // asked for before the form is filled in, not after
    sendPage(res, HubPage, { form: emptyForm });
  });

  router.post('/operator/clients/hub', async (req, res) => {
    const { helper: operator } = requireRecentOperator(needs, res);
    const form = await formOrPage(hubForm, req.body, (mistakes) => sendPage(res, HubPage, { form: mistakes }, 422));
    if (!form) return;
    const terms = registrationForm.safeParse({ ...form, dialect: 'hub', delegationMode: 'hub', authentication: 'client_secret_post' });
    if (!terms.success) {
      const values = req.body as Record<string, string>; // strings: hubForm took it
      return sendPage(res, HubPage, { form: { values, mistakes: { redirectUris: 'operator.client.mistake.address' } } }, 422);
    }
    const attempt = { event: 'operator_attempt_refused', helper: operator, clientId: form.id, details: { door: 'hub' } } as const;
    await atomicallyRecorded(needs, attempt, async (work) => {
      if (await findClient(work.tx, work.vault, form.id)) throw new Refusal('client_exists');
      await requestAct(work, { act: 'register_client', target: form.id, terms: terms.data, operator });
    });
    res.redirect(303, '/operator/requests');
  });

  return router;
}
