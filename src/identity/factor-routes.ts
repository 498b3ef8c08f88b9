import { Router, type Response } from 'express';
import { EnrolmentPage } from '../../views/identity/enrolment.tsx';
import { FactorsPage } from '../../views/identity/factors.tsx';
import { SecondFactorPage } from '../../views/identity/second-factor.tsx';
import { atomically, type Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { emptyForm, formOrPage, parseForm, type Form } from '../http/parse-form.ts';
import { sendPage } from '../http/render.ts';
import { sessionOf, startSession, updateSession, type SessionNeeds } from '../http/sessions.ts';
import { append } from '../journal/append.ts';
import { findConfirmedFactor } from './factor-store.ts';
import { codeForm, organisationForm } from './forms.ts';
import { requireFirstFactor, requireHelper, requireSignedIn, type Arriving } from './guards.ts';
import { homes, wayOn } from './return-to.ts';
import { beginEnrolment, confirmEnrolment, findEnrolment, withSecondFactor } from './second-factor.ts';
import { completeSignIn } from './sign-in-helper.ts';
import { switchOrganisation } from './switch-organisation.ts';

/** A helper's second factor: putting it in place, giving it at sign-in and before sensitive acts. And which organisation they act for. */
export function factorRoutes(needs: SessionNeeds): Router {
  const router = Router();

  router.get('/second-factor', async (_req, res) => {
    const { helper } = requireFirstFactor(needs, res);
    if (await findConfirmedFactor(needs.db, helper.id)) sendPage(res, SecondFactorPage, { form: emptyForm });
    else res.redirect(303, '/account/second-factor');
  });

  router.post('/second-factor', async (req, res) => {
    const arriving = requireFirstFactor(needs, res);
    const form = await formOrPage(codeForm, req.body, (mistakes) => sendPage(res, SecondFactorPage, { form: mistakes }, 422));
    if (!form) return;
    const proof = { helper: arriving.helper, code: form.code };
    if (await withSecondFactor(needs, proof, (work) => enter(needs, work, { res, arriving }))) comeBack(res, arriving);
    else sendPage(res, SecondFactorPage, { form: wrongCode }, 422);
  });

  router.get('/account/second-factor', async (_req, res) => {
    const { helper } = requireEnrolling(needs, res);
    if (await findConfirmedFactor(needs.db, helper.id)) return res.redirect(303, '/second-factor');
    sendPage(res, EnrolmentPage, { form: emptyForm, enrolment: await findEnrolment(needs, helper) });
  });

  router.post('/account/second-factor', async (_req, res) => {
    const { helper } = requireEnrolling(needs, res);
    await atomically(needs, (work) => beginEnrolment(work, { helper }));
    res.redirect(303, '/account/second-factor');
  });

  router.post('/account/second-factor/confirmation', async (req, res) => {
    const arriving = requireEnrolling(needs, res);
    const { helper } = arriving;
    const again = async (form: Form) => sendPage(res, EnrolmentPage, { form, enrolment: await findEnrolment(needs, helper) }, 422);
    const form = await formOrPage(codeForm, req.body, again);
    if (!form) return;
    const proof = { helper, code: form.code };
    if (await confirmEnrolment(needs, proof, (work) => enter(needs, work, { res, arriving }))) comeBack(res, arriving);
    else await again(wrongCode);
  });

  router.get('/factors', async (_req, res) => {
    const { helper, organisationId, belongings } = requireSignedIn(res);
    const factor = await findConfirmedFactor(needs.db, helper.id);
    sendPage(res, FactorsPage, { addedAt: factor?.confirmedAt ?? null, belongings, current: organisationId, home: homes[helper.duty] });
  });

  router.post('/organisation', async (req, res) => {
    const { helper } = requireHelper(res);
    const { organisation: organisationId } = parseForm(organisationForm, req.body);
    await atomically(needs, async (work) => {
      await switchOrganisation(work, { helper, organisationId });
      await updateSession(work, { res, facts: { organisationId } });
    });
    res.redirect(303, '/home');
  });

  return router;
}

const wrongCode: Form = { values: {}, mistakes: { code: 'identity.mistake.code' } };

/** Only on the way in: whoever has a second factor has proved it to be here. */
function requireEnrolling(needs: SessionNeeds, res: Response): Arriving {
  const arriving = requireFirstFactor(needs, res);
  if (arriving.session.secondFactorAt) throw new Refusal('second_factor_required');
  return arriving;
}

interface Entering {
  readonly res: Response;
  readonly arriving: Arriving;
}

/** On the way in, a session under a new identifier; later, the same session with a fresher second factor. */
async function enter(needs: SessionNeeds, work: Work, { res, arriving }: Entering): Promise<void> {
  const { helper, belongings, session } = arriving;
  if (session.secondFactorAt) {
    await append(work, {
      event: 'second_factor_confirmed',
      helper,
      ...(session.organisationId && { organisationId: session.organisationId }),
    });
    return updateSession(work, { res, facts: { secondFactorAt: work.at, returnTo: null } });
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
