import { type Request, type Response, Router } from 'express';
import { InvitationPage } from '../../views/identity/invitation.tsx';
import { Refusal } from '../errors.ts';
import { readyForForms } from '../http/csrf.ts';
import { placeOf } from '../http/place.ts';
import { pageOf, sendPage } from '../http/render.ts';
import { type SessionNeeds, updateSession } from '../http/sessions.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { acceptAs, acceptAsNew, readInvitation } from './accept-invitation.ts';
import { findAccount, requireSignedIn } from './guards.ts';
import { signInLimits } from './sign-in-limits.ts';

/** Answering an invitation to join an organisation. Opening the link uses nothing up; its button does, once. */
export function invitationRoutes(needs: SessionNeeds): Router {
  const router = Router();
  const limits = signInLimits(needs);

  router.get('/invitation/:token', async (req, res) => {
    const received = await readInvitation(needs.db, req.params.token, needs.clock.now());
    await readyForForms(needs, res);
    sendPage(res, InvitationPage, { ...received, token: req.params.token, signedInAs: findAccount(res)?.helper.email ?? null });
  });

  router.post('/invitation/:token', async (req, res) => {
    await limits.takeReturn(placeOf(req));
    const { mustSignIn } = await readInvitation(needs.db, req.params.token, needs.clock.now());
    if (mustSignIn) await joinAs(req, res);
    else await joinAsNew(req, res);
  });

  async function joinAs(req: Request<{ token: string }>, res: Response): Promise<void> {
    const { helper } = requireSignedIn(res);
    await atomicallyRecorded(needs, { event: 'invitation_refused', helper }, async (work) => {
      const { id } = await acceptAs(work, { token: req.params.token, helper });
      await updateSession(work, { res, facts: { organisationId: id } });
    });
    res.redirect(303, '/factors');
  }

  async function joinAsNew(req: Request<{ token: string }>, res: Response): Promise<void> {
    if (findAccount(res)) throw new Refusal('invitation_not_redeemable'); // somebody else's browser, or somebody else's invitation
    const asked = { token: req.params.token, language: pageOf(res).language, publicUrl: needs.publicUrl };
    await atomicallyRecorded(needs, { event: 'invitation_refused' }, (work) => acceptAsNew(work, asked));
    res.redirect(303, '/sign-in/link');
  }

  return router;
}
