import { setTimeout } from 'node:timers/promises';
import { Router, type Request, type Response } from 'express';
import { ConfirmLinkPage } from '../../views/identity/confirm-link.tsx';
import { LinkSentPage } from '../../views/identity/link-sent.tsx';
import { SignInPage } from '../../views/identity/sign-in.tsx';
import { SignedOutPage } from '../../views/identity/signed-out.tsx';
import { atomically, type Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { readyForForms } from '../http/csrf.ts';
import { emptyForm, formOrPage, type Form } from '../http/parse-form.ts';
import { placeOf } from '../http/place.ts';
import { pageOf, sendPage } from '../http/render.ts';
import { allowFormAction } from '../http/security-headers.ts';
import { endSession, ensureSession, sessionOf, startSession, type SessionNeeds } from '../http/sessions.ts';
import type { Helper } from '../organisations/helper.ts';
import { linkForm, parseProfessional } from './forms.ts';
import { addressOf, findAccount } from './guards.ts';
import { wayOn } from './return-to.ts';
import { recordLeaving } from './sign-in-guards.ts';
import { admitProfessional, recordSignInRefusal, redeemLink, requestLink } from './sign-in-helper.ts';
import { signInLimits } from './sign-in-limits.ts';
import { askUpstream, takeQuestion } from './upstream-requests.ts';
import type { Upstream } from './upstream.ts';

export interface SignInNeeds extends SessionNeeds {
  readonly proConnect: Upstream;
}

/** A helper's first factor: ProConnect, or a link by mail. And the way out. */
export function signInRoutes(needs: SignInNeeds): Router {
  const router = Router();
  const limits = signInLimits(needs);

  router.get('/sign-in', async (_req, res) => {
    const account = findAccount(res);
    if (account) res.redirect(303, wayOn(account.helper, sessionOf(res)?.returnTo));
    else await sendSignIn(needs, res, emptyForm);
  });

  router.post('/sign-in/proconnect', async (_req, res) => {
    const session = await ensureSession(needs, res);
    const redirectUri = `${needs.publicUrl}/sign-in/proconnect/callback`;
    res.redirect(303, await askUpstream(needs, { upstream: needs.proConnect, session, redirectUri, purpose: 'helper' }));
  });

  router.get('/sign-in/proconnect/callback', async (req, res) => {
    pageOf(res).path = '/sign-in'; // a refusal does not repeat the code and state in its links
    await limits.takeReturn(placeOf(req));
    res.redirect(303, await enterByProConnect(needs, req, res));
  });

  router.post('/sign-in/link', async (req, res) => {
    const form = await formOrPage(linkForm, req.body, (mistakes) => sendSignIn(needs, res, mistakes));
    if (!form) return;
    await limits.takeRequest(placeOf(req), form.email);
    const { language } = pageOf(res);
    const asked = atomically(needs, (work) => requestLink(work, { ...form, language, publicUrl: needs.publicUrl }));
    await Promise.all([asked, setTimeout(leastMilliseconds)]);
    res.redirect(303, '/sign-in/link');
  });

  router.get('/sign-in/link', (_req, res) => {
    sendPage(res, LinkSentPage, {});
  });

  router.get('/sign-in/link/:token', async (req, res) => {
    await readyForForms(needs, res);
    sendPage(res, ConfirmLinkPage, { token: req.params.token });
  });

  router.post('/sign-in/link/:token', async (req, res) => {
    await limits.takeReturn(placeOf(req));
    const { token } = req.params;
    await recorded(
      () => atomically(needs, async (work) => begin(needs, work, { res, helper: await redeemLink(work, token) })),
      (refusal) => recordSignInRefusal(needs, refusal, { way: 'link', token }),
    );
    res.redirect(303, '/second-factor');
  });

  router.post('/sign-out', async (_req, res) => {
    await atomically(needs, async (work) => {
      await recordLeaving(work, res);
      await endSession(needs, work, res);
    });
    res.redirect(303, '/signed-out');
  });

  router.get('/signed-out', (_req, res) => {
    sendPage(res, SignedOutPage, {});
  });

  return router;
}

/** Longer than the work behind it: the time of the answer says nothing of the address. */
const leastMilliseconds = 100;

async function sendSignIn(needs: SignInNeeds, res: Response, form: Form): Promise<void> {
  await readyForForms(needs, res);
  allowFormAction(res, needs.proConnect.issuer);
  sendPage(res, SignInPage, { form }, form === emptyForm ? 200 : 422);
}

/** Returns where to go on: to the second factor, or back to the choice when one changed one's mind at ProConnect. */
async function enterByProConnect(needs: SignInNeeds, req: Request, res: Response): Promise<string> {
  const callback = addressOf(needs, req);
  const seen: { email?: string } = {};
  const enter = async (): Promise<void> => {
    const { secrets, state } = await takeQuestion(needs, { callback, session: sessionOf(res), purposes: ['helper'] });
    const { claims } = await needs.proConnect.redeem(callback, { ...secrets, state });
    const { email } = parseProfessional(claims);
    seen.email = email;
    await atomically(needs, async (work) => begin(needs, work, { res, helper: await admitProfessional(work, { email }) }));
  };
  try {
    await recorded(enter, (refusal) => recordSignInRefusal(needs, refusal, { way: 'proconnect', ...seen }));
    return '/second-factor';
  } catch (error) {
    if (error instanceof Refusal && error.code === 'person_cancelled') return '/sign-in';
    throw error;
  }
}

/** The first factor is proved: a session under a new identifier, which knows who is arriving and where they were going. */
async function begin(needs: SignInNeeds, work: Work, { res, helper }: { readonly res: Response; readonly helper: Helper }): Promise<void> {
  const { returnTo = null, language = null } = sessionOf(res) ?? {};
  await startSession(needs, work, { res, facts: { helperId: helper.id, firstFactorAt: work.at, returnTo, language } });
}

async function recorded(enter: () => Promise<void>, record: (refusal: Refusal) => Promise<void>): Promise<void> {
  try {
    await enter();
  } catch (error) {
    if (error instanceof Refusal && !['person_cancelled', 'upstream_unavailable', 'journal_unavailable'].includes(error.code))
      await record(error);
    throw error;
  }
}
