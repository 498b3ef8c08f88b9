import { Router, type Request } from 'express';
import { FactorsPage } from '../../views/identity/factors.tsx';
import { RecoveryCodesPage } from '../../views/identity/recovery-codes.tsx';
import { atomically } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { parseForm } from '../http/parse-form.ts';
import { pageOf, sendPage } from '../http/render.ts';
import { updateSession, type SessionNeeds } from '../http/sessions.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import type { Helper } from '../organisations/helper.ts';
import { findAccountSafety } from './account-safety.ts';
import { endOtherSessions } from './end-other-sessions.ts';
import { sessionHashOf } from './factor-guards.ts';
import { isId, organisationForm, passkeyNameForm } from './forms.ts';
import { requireMembership, requireRecentlySignedIn, requireSignedIn } from './guards.ts';
import { countCodes } from './recovery-code-store.ts';
import { forgetShownCodes, giveRecoveryCodes, listShownCodes } from './recovery-codes.ts';
import { namePasskey, removeApplication, removePasskey } from './remove-factor.ts';
import { homes } from './return-to.ts';
import { switchOrganisation } from './switch-organisation.ts';
import { tellFactorsChanged } from './tell-factors-changed.ts';

type PasskeyRequest = Request<{ id: string }>;

/** What protects one's account: factors, recovery codes, where one is signed in. And which organisation one acts for. */
export function accountRoutes(needs: SessionNeeds): Router {
  const router = Router();

  router.get('/factors', async (_req, res) => {
    const { helper, organisationId, belongings } = requireSignedIn(res);
    const safety = await findAccountSafety(needs, { helper, sessionHash: sessionHashOf(res) });
    sendPage(res, FactorsPage, { ...safety, belongings, current: organisationId, home: homes[helper.duty] });
  });

  router.post('/account/application/removal', async (_req, res) => {
    const { helper } = requireRecentlySignedIn(needs, res);
    await atomicallyRecorded(needs, tried(helper, 'application-removal'), async (work) => {
      await removeApplication(work, { helper });
      await tellFactorsChanged(work, { helper, language: pageOf(res).language, publicUrl: needs.publicUrl });
    });
    res.redirect(303, '/factors');
  });

  router.post('/account/passkeys/:id/removal', async (req: PasskeyRequest, res) => {
    const { helper } = requireRecentlySignedIn(needs, res);
    await atomicallyRecorded(needs, tried(helper, 'passkey-removal'), async (work) => {
      await removePasskey(work, { helper, id: idOf(req) });
      await tellFactorsChanged(work, { helper, language: pageOf(res).language, publicUrl: needs.publicUrl });
    });
    res.redirect(303, '/factors');
  });

  router.post('/account/passkeys/:id/name', async (req: PasskeyRequest, res) => {
    const { helper } = requireRecentlySignedIn(needs, res); // by its name one knows which to take away
    const { name } = parseForm(passkeyNameForm, req.body);
    await atomicallyRecorded(needs, tried(helper, 'passkey-name'), (work) => namePasskey(work, { helper, id: idOf(req), name }));
    res.redirect(303, '/factors');
  });

  router.get('/account/recovery-codes', async (_req, res) => {
    const { helper } = requireRecentlySignedIn(needs, res);
    sendPage(res, RecoveryCodesPage, { codes: await listShownCodes(needs, helper), left: await countCodes(needs.db, helper.id) });
  });

  router.post('/account/recovery-codes', async (_req, res) => {
    const { helper } = requireRecentlySignedIn(needs, res);
    await atomically(needs, async (work) => {
      await giveRecoveryCodes(work, { helper });
      await tellFactorsChanged(work, { helper, language: pageOf(res).language, publicUrl: needs.publicUrl });
    });
    res.redirect(303, '/account/recovery-codes');
  });

  router.post('/account/recovery-codes/noted', async (_req, res) => {
    const { helper } = requireSignedIn(res);
    await atomically(needs, (work) => forgetShownCodes(work, { helper }));
    res.redirect(303, '/factors');
  });

  router.post('/account/sessions/end', async (_req, res) => {
    const { helper } = requireSignedIn(res);
    await atomically(needs, (work) => endOtherSessions(work, { helper, except: sessionHashOf(res) }));
    res.redirect(303, '/factors');
  });

  router.post('/organisation', async (req, res) => {
    const { helper } = requireMembership(res);
    const { organisation: organisationId } = parseForm(organisationForm, req.body);
    await atomicallyRecorded(needs, tried(helper, 'organisation'), async (work) => {
      await switchOrganisation(work, { helper, organisationId });
      await updateSession(work, { res, facts: { organisationId } });
    });
    res.redirect(303, '/home');
  });

  return router;
}

/** What is not of this account, or must stay: another's passkey, an organisation they do not belong to, their last factor. */
function tried(helper: Helper, act: string) {
  return { event: 'duty_refused', helper, details: { act } } as const;
}

function idOf(req: PasskeyRequest): string {
  if (!isId(req.params.id)) throw new Refusal('factor_unknown');
  return req.params.id;
}
