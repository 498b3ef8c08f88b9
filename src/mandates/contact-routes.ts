import { type Request, type Response, Router } from 'express';
import type { Flash } from '../../views/page.tsx';
import { ProposeContactPage } from '../../views/mandates/propose-contact.tsx';
import type { WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { emptyForm, type Form, formOrPage } from '../http/parse-form.ts';
import { pageOf, sendPage } from '../http/render.ts';
import { requireHelper } from '../identity/guards.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { contactForm } from '../people/forms.ts';
import { currentStep } from './draft.ts';
import { shownDraft } from './draft-guards.ts';
import { proposeContact } from './propose-contact.ts';

const flashes = new Map<string, Flash>([
  ['proposed', { tone: 'success', text: 'contacts.proposed' }],
  ['shared', { tone: 'warning', text: 'contacts.shared' }],
]);

/** An address that the person gives at the counter, for the person to confirm. */
export function contactRoutes(needs: WorkNeeds & { readonly publicUrl: string }): Router {
  const router = Router();

  router.get('/drafts/:id/contacts', async (req, res) => {
    const { kept } = req.query;
    pageOf(res).flash = (typeof kept === 'string' ? flashes.get(kept) : undefined) ?? null;
    await send(req, res, emptyForm);
  });

  router.post('/drafts/:id/contacts', async (req, res) => {
    const { helper, organisation } = requireHelper(res);
    const { draft, principal } = await shownDraft(needs, req, res);
    const form = await formOrPage(contactForm, req.body, (mistakes) => send(req, res, mistakes));
    if (!form) return;
    const attempt = {
      event: 'contact_refused',
      ...(principal && { person: principal.person }),
      helper,
      organisationId: organisation.id,
    } as const;
    const { sharing } = await atomicallyRecorded(needs, attempt, (work) =>
      proposeContact(work, { ...form.address, draftId: draft.id, helper, organisation, publicUrl: needs.publicUrl }),
    );
    res.redirect(303, `/drafts/${draft.id}/contacts?kept=${sharing > 0 ? 'shared' : 'proposed'}`);
  });

  async function send(req: Request<{ id: string }>, res: Response, form: Form): Promise<void> {
    const { draft, principal } = await shownDraft(needs, req, res);
    if (!principal) throw new Refusal('draft_in_another_state');
    const isWrong = Object.keys(form.mistakes).length > 0;
    sendPage(res, ProposeContactPage, { draft, person: principal.person, form, back: currentStep(draft) }, isWrong ? 422 : 200);
  }

  return router;
}
