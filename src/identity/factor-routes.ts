import { Router, type Response } from 'express';
import { EnrolmentPage } from '../../views/identity/enrolment.tsx';
import { NewPasskeyPage } from '../../views/identity/new-passkey.tsx';
import { SecondFactorPage } from '../../views/identity/second-factor.tsx';
import { atomically, type Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { emptyForm, formOrPage, type Form } from '../http/parse-form.ts';
import { qrCode } from '../http/qr-code.ts';
import { pageOf, sendPage } from '../http/render.ts';
import { renewSession, rootOf, sessionOf, startSession, type SessionNeeds } from '../http/sessions.ts';
import { append, atomicallyRecorded } from '../journal/append.ts';
import type { Helper } from '../organisations/helper.ts';
import { type Changing, askForProof, proofOf, questionedIn, requireChangingFactors } from './factor-guards.ts';
import { hasFactor } from './factor-store.ts';
import { codeForm, passkeyForm, proofForm } from './forms.ts';
import { requireFirstFactor, type Arriving } from './guards.ts';
import { addPasskey, askNewPasskey } from './passkeys.ts';
import { wayOn } from './return-to.ts';
import { confirmEnrolment, withSecondFactor } from './second-factor.ts';
import { completeSignIn } from './sign-in-helper.ts';
import { tellFactorsChanged } from './tell-factors-changed.ts';
import { beginEnrolment, findEnrolment } from './totp.ts';

/** A helper's second factor: putting one in place, giving one at sign-in and before sensitive acts. */
export function factorRoutes(needs: SessionNeeds): Router {
  const router = Router();

  router.get('/second-factor', async (_req, res) => {
    const { helper } = requireFirstFactor(needs, res);
    if (await hasFactor(needs.db, helper.id)) await sendSecondFactor(res, helper, emptyForm);
    else res.redirect(303, '/account/second-factor');
  });

  router.post('/second-factor', async (req, res) => {
    const arriving = requireFirstFactor(needs, res);
    const { helper } = arriving;
    const form = await formOrPage(proofForm, req.body, (mistakes) => sendSecondFactor(res, helper, mistakes));
    if (!form) return;
    const proof = proofOf(needs, res, { helper, ...form });
    if (await withSecondFactor(needs, proof, (work) => enter(needs, work, { res, arriving }))) comeBack(res, arriving);
    else await sendSecondFactor(res, helper, wrongCode);
  });

  router.get('/account/second-factor', async (_req, res) => {
    const { helper } = await requireChangingFactors(needs, res);
    await sendEnrolment(res, helper, emptyForm);
  });

  router.post('/account/second-factor', async (_req, res) => {
    const adding = await requireChangingFactors(needs, res);
    await atomically(needs, (work) => beginEnrolment(work, adding));
    res.redirect(303, '/account/second-factor');
  });

  router.post('/account/second-factor/confirmation', async (req, res) => {
    const adding = await requireChangingFactors(needs, res);
    const form = await formOrPage(codeForm, req.body, (mistakes) => sendEnrolment(res, adding.helper, mistakes));
    if (!form) return;
    const isConfirmed = await confirmEnrolment(needs, { ...adding, ...form }, (work) => added(needs, work, { res, adding }));
    if (isConfirmed) goOn(res, adding);
    else await sendEnrolment(res, adding.helper, wrongCode);
  });

  router.get('/account/passkeys/new', async (_req, res) => {
    const { helper } = await requireChangingFactors(needs, res);
    await sendNewPasskey(res, helper, emptyForm);
  });

  router.post('/account/passkeys', async (req, res) => {
    const adding = await requireChangingFactors(needs, res);
    const form = await formOrPage(passkeyForm, req.body, (mistakes) => sendNewPasskey(res, adding.helper, mistakes));
    if (!form) return;
    const answer = { ...form, sessionHash: rootOf(adding.session), publicUrl: needs.publicUrl };
    await atomicallyRecorded(needs, { event: 'second_factor_refused', helper: adding.helper }, async (work) => {
      await addPasskey(work, { ...adding, ...answer });
      await added(needs, work, { res, adding });
    });
    goOn(res, adding);
  });

  async function sendSecondFactor(res: Response, helper: Helper, form: Form): Promise<void> {
    sendPage(res, SecondFactorPage, { form, asked: await askForProof(needs, res, helper) }, statusOf(form));
  }

  async function sendEnrolment(res: Response, helper: Helper, form: Form): Promise<void> {
    const key = await findEnrolment(needs, helper);
    sendPage(res, EnrolmentPage, { form, enrolment: key && { ...key, picture: await qrCode(key.address) } }, statusOf(form));
  }

  async function sendNewPasskey(res: Response, helper: Helper, form: Form): Promise<void> {
    const question = await askNewPasskey(needs, { helper, sessionHash: questionedIn(res) });
    sendPage(res, NewPasskeyPage, { form, question }, statusOf(form));
  }

  return router;
}

const wrongCode: Form = { values: {}, mistakes: { code: 'identity.mistake.code' } };

function statusOf(form: Form): number {
  return form === emptyForm ? 200 : 422;
}

/** A factor is in place: its owner is told, and let in when they were on the way. */
async function added(
  needs: SessionNeeds,
  work: Work,
  { res, adding }: { readonly res: Response; readonly adding: Changing },
): Promise<void> {
  await tellFactorsChanged(work, { helper: adding.helper, language: pageOf(res).language, publicUrl: needs.publicUrl });
  if (!adding.isProved) await enter(needs, work, { res, arriving: adding });
}

function goOn(res: Response, adding: Changing): void {
  if (adding.isProved) res.redirect(303, '/factors');
  else comeBack(res, adding);
}

interface Entering {
  readonly res: Response;
  readonly arriving: Arriving;
}

/** On the way in, a new session; later, the same one with a fresher second factor. Under a new identifier either way. */
async function enter(needs: SessionNeeds, work: Work, { res, arriving }: Entering): Promise<void> {
  const { helper, belongings, session } = arriving;
  if (session.secondFactorAt) {
    await append(work, {
      event: 'second_factor_confirmed',
      helper,
      ...(session.organisationId && { organisationId: session.organisationId }),
    });
    return renewSession(needs, work, { res, facts: { secondFactorAt: work.at, returnTo: null } });
  }
  const organisationId = belongings[0]?.organisation.id ?? null;
  if (organisationId === null && helper.duty === 'helper') throw new Refusal('account_not_admitted');
  await completeSignIn(work, { helper, organisationId });
  const { firstFactorAt, language } = session;
  const facts = { helperId: helper.id, organisationId, firstFactorAt, secondFactorAt: work.at, language };
  await startSession(needs, work, { res, facts });
}

function comeBack(res: Response, { helper, session }: Arriving): void {
  if (!sessionOf(res)) throw new Error('a helper entered without a session');
  res.redirect(303, wayOn(helper, session.returnTo));
}
