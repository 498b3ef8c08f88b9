import { Router, type Response } from 'express';
import { PersonSignInPage } from '../../views/identity/person-sign-in.tsx';
import { PersonSignedOutPage } from '../../views/identity/person-signed-out.tsx';
import { atomically } from '../db/database.ts';
import { readyForForms } from '../http/csrf.ts';
import { pageOf, sendPage, setLanguage } from '../http/render.ts';
import { allowFormAction } from '../http/security-headers.ts';
import { endSession, type Session, sessionOf, startSession, updateSession, type SessionNeeds } from '../http/sessions.ts';
import { isLanguage } from '../http/texts.ts';
import { chooseLanguage } from '../people/choose-language.ts';
import { languageForm, personSignInForm } from './forms.ts';
import { startIdentification, type IdentificationNeeds } from './identify-person.ts';
import { findPersonHere, requirePerson } from './person-guards.ts';
import { localPath, pathOfPerson } from './return-to.ts';
import { recordLeaving } from './sign-in-guards.ts';
import { signOutPerson } from './sign-in-person.ts';

/** A person's way into their own space, through FranceConnect alone; their language; and the way out. */
export function personRoutes(needs: SessionNeeds & IdentificationNeeds): Router {
  const router = Router();

  router.get('/me/sign-in', async (_req, res) => {
    if (findPersonHere(res)) return res.redirect(303, '/me');
    await readyForForms(needs, res);
    allowFormAction(res, needs.franceConnect.issuer);
    sendPage(res, PersonSignInPage, { helper: pageOf(res).me?.name ?? null });
  });

  router.post('/me/sign-in', async (req, res) => {
    const { device } = personSignInForm.parse(req.body);
    const here = findPersonHere(res); // has FranceConnect say anew who they are, and goes on as before
    const returnsTo = here ? '/me/data' : pathOfPerson(sessionOf(res)?.returnTo);
    const session = await makeRoom(needs, res, here ? here.session.idleMinutes : device === 'on' ? null : sharedIdleMinutes);
    res.redirect(303, await startIdentification(needs, { session, purpose: 'own-space', returnsTo }));
  });

  router.post('/me/language', async (req, res) => {
    const { person } = requirePerson(res);
    const { language, path } = languageForm.parse(req.body);
    if (language)
      await atomically(needs, async (work) => {
        await chooseLanguage(work, { person, language });
        await updateSession(work, { res, facts: { language } });
      });
    res.redirect(303, localPath(path) ?? '/me');
  });

  router.post('/me/sign-out', async (_req, res) => {
    const here = findPersonHere(res);
    await atomically(needs, async (work) => {
      await endSession(needs, work, res);
      if (here) await signOutPerson(work, here.person);
    });
    res.redirect(303, `/me/signed-out?in=${pageOf(res).language}`);
  });

  router.get('/me/signed-out', (req, res) => {
    const { in: spoken, lang } = req.query; // not `lang`: nobody who sits here next is spoken to in the language of who left
    if (!isLanguage(lang) && isLanguage(spoken)) setLanguage(res, spoken);
    sendPage(res, PersonSignedOutPage, {});
  });

  return router;
}

/** A computer that is not the person's forgets them sooner. */
const sharedIdleMinutes = 20;

/** Whoever was signed in here leaves: a session is of one, never of both. Returns one of nobody yet, under a new identifier. */
function makeRoom(needs: SessionNeeds, res: Response, idleMinutes: number | null): Promise<Session> {
  return atomically(needs, async (work) => {
    await recordLeaving(work, res);
    return startSession(needs, work, { res, facts: { idleMinutes } });
  });
}
