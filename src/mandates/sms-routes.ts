import { type Request, Router } from 'express';
import { AskBySmsPage } from '../../views/mandates/ask-by-sms.tsx';
import { after } from '../clock.ts';
import type { WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { sendPage } from '../http/render.ts';
import { requireHelper } from '../identity/guards.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { askBySms, knownFor } from './ask-by-sms.ts';
import { leadsElsewhere, shownDraft } from './draft-guards.ts';
import { listQuery, smsAskingForm } from './forms.ts';
import { findMandate } from './store.ts';
import { listAskable } from './sms-question-store.ts';

type DraftRequest = Request<{ id: string }>;

const most = 20;

/** A helper asks by SMS somebody their organisation knows. */
export function smsAskingRoutes(needs: WorkNeeds & { readonly publicUrl: string }): Router {
  const router = Router();

  router.get('/drafts/:id/sms', async (req, res) => {
    const { draft } = await shownDraft(needs, req, res);
    if ((draft.state !== 'draft' && draft.state !== 'awaiting_person') || draft.personId) {
      leadsElsewhere(res, draft, `/drafts/${draft.id}/sms`);
      return;
    }
    const { q: search } = listQuery.parse(req.query);
    const known = { organisationId: draft.organisationId, since: after(needs.clock.now(), -knownFor) };
    const people = await listAskable(needs.db, needs.vault, { ...known, search, limit: most });
    const renewed = draft.renews === null ? undefined : await findMandate(needs.db, draft.renews);
    const shown = renewed ? people.filter(({ id }) => id === renewed.personId) : people;
    sendPage(res, AskBySmsPage, { draft, search, people: shown });
  });

  router.post('/drafts/:id/question', async (req: DraftRequest, res) => {
    const { helper, organisation } = requireHelper(res);
    const { draft } = await shownDraft(needs, req, res);
    const form = smsAskingForm.safeParse(req.body);
    if (!form.success) throw new Refusal('person_not_askable');
    const attempt = { event: 'mandate_refused', mandate: draft, helper, organisationId: organisation.id } as const;
    const asking = { draftId: draft.id, personId: form.data.person, helper, organisation, publicUrl: needs.publicUrl };
    await atomicallyRecorded(needs, attempt, (work) => askBySms(work, asking));
    res.redirect(303, `/drafts/${draft.id}/waiting`);
  });

  return router;
}
