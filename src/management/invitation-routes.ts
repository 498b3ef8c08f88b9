import { type Request, Router } from 'express';
import { InvitationsPage } from '../../views/management/invitations.tsx';
import { Refusal } from '../errors.ts';
import { backToList } from '../http/listing.ts';
import { emptyForm, type Form, formOrPage } from '../http/parse-form.ts';
import { sendPage } from '../http/render.ts';
import type { SessionNeeds } from '../http/sessions.ts';
import { type SignedInHelper } from '../identity/guards.ts';
import { requireRecentManager } from '../identity/manager-guards.ts';
import type { FaultyLine } from '../organisations/candidates.ts';
import { cancelInvitation } from '../organisations/invite-helper.ts';
import { invitationForm, isId } from './forms.ts';
import { invitePeople } from './invite-people.ts';
import { manage, managing } from './manage.ts';
import { mostAtOnce, readPeople } from './people-typed.ts';

/** Asking people to join, one or many, and taking it back. */
export function invitationRoutes(needs: SessionNeeds): Router {
  const router = Router();

  router.get('/manager/invitations', (_req, res) => {
    const { organisation } = requireRecentManager(needs, res);
    sendPage(res, InvitationsPage, { form: emptyForm, faults: [], organisation });
  });

  router.post('/manager/invitations', async (req, res) => {
    const manager = requireRecentManager(needs, res);
    const giveBack = (form: Form, faults: readonly FaultyLine[] = []) =>
      sendPage(res, InvitationsPage, { form, faults, organisation: manager.organisation }, 422);
    const form = await formOrPage(invitationForm, req.body, (mistakes) => giveBack(mistakes));
    if (!form) return;
    const read = readPeople(form.people);
    if (read && read.faults.length > 0) return giveBack({ values: form, mistakes: { people: 'manager.mistake.lines' } }, read.faults);
    if (!read || read.people.length > mostAtOnce) return giveBack({ values: form, mistakes: { people: 'manager.mistake.tooMany' } });
    await invite(
      manager,
      read.people.map((person) => ({ ...person, role: form.role })),
    );
    res.redirect(303, '/manager/helpers');
  });

  router.post('/manager/invitations/:id/cancellation', async (req: Request<{ id: string }>, res) => {
    const by = managing(needs, requireRecentManager(needs, res));
    const { id } = req.params;
    if (!isId(id)) throw new Refusal('not_found');
    const of = { manager: by.helper, organisationId: by.organisation.id, id };
    await manage(needs, { by, tried: { act: 'cancellation', on: id } }, (work) => cancelInvitation(work, of));
    res.redirect(303, backToList(res, '/manager/helpers'));
  });

  async function invite(manager: SignedInHelper, people: Parameters<typeof invitePeople>[1]['people']): Promise<void> {
    const by = managing(needs, manager);
    await manage(needs, { by, tried: { act: 'invitation' } }, (work) => invitePeople(work, { managing: by, people }));
  }

  return router;
}
