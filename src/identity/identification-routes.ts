import { Router } from 'express';
import { RefusalPage } from '../../views/errors/refusal.tsx';
import { Refusal } from '../errors.ts';
import { pageOf, sendPage } from '../http/render.ts';
import { sessionOf, startSession } from '../http/sessions.ts';
import { addressOf, findSignedIn } from './guards.ts';
import { findOutcome, finishIdentification, type IdentificationNeeds } from './identify-person.ts';
import { findPersonHere, speakToPerson } from './person-guards.ts';
import { localPath } from './return-to.ts';

/** The browser comes back from FranceConnect: first with the person's identity, then signed out of there. */
export function identificationRoutes(needs: IdentificationNeeds): Router {
  const router = Router();

  router.get('/identification/callback', async (req, res) => {
    const beside = findSignedIn(res);
    pageOf(res).path = beside ? '/home' : '/'; // a refusal does not repeat the code and state in its links
    const session = sessionOf(res);
    if (!beside) speakToPerson(req, res); // a browser that lost its session had a person in front of it
    if (!session) throw new Refusal('upstream_request_unknown');
    const { language } = pageOf(res);
    const begin = (work: Parameters<typeof startSession>[1], facts: Parameters<typeof startSession>[2]['facts']) =>
      startSession(needs, work, { res, facts: { idleMinutes: session.idleMinutes, ...facts } });
    res.redirect(303, await finishIdentification(needs, { callback: addressOf(needs, req), session, beside, language, begin }));
  });

  router.get('/identification/signed-out', async (req, res) => {
    const [session, { state }] = [sessionOf(res), req.query];
    const outcome = session && typeof state === 'string' ? await findOutcome(needs, { state, session }) : undefined;
    const onwards = localPath(outcome?.returnsTo) ?? (findSignedIn(res) ? '/home' : findPersonHere(res) ? '/me' : '/');
    pageOf(res).path = onwards;
    if (!outcome?.refusal) return res.redirect(303, onwards);
    if (!findSignedIn(res)) speakToPerson(req, res);
    sendPage(res, RefusalPage, { code: outcome.refusal, retryAfter: null, back: onwards }, new Refusal(outcome.refusal).status);
  });

  return router;
}
