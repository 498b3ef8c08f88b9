import { Router } from 'express';
import { RefusalPage } from '../../views/errors/refusal.tsx';
import { Refusal } from '../errors.ts';
import { pageOf, sendPage } from '../http/render.ts';
import { sessionOf } from '../http/sessions.ts';
import { addressOf, findSignedIn } from './guards.ts';
import { findOutcome, finishIdentification, type IdentificationNeeds } from './identify-person.ts';
import { localPath } from './return-to.ts';

/** The browser comes back from FranceConnect: first with the person's identity, then signed out of there. */
export function identificationRoutes(needs: IdentificationNeeds): Router {
  const router = Router();

  router.get('/identification/callback', async (req, res) => {
    pageOf(res).path = '/home'; // a refusal does not repeat the code and state in its links
    const [beside, session] = [findSignedIn(res), sessionOf(res)];
    if (!beside || !session) throw new Refusal('upstream_request_unknown');
    res.redirect(303, await finishIdentification(needs, { callback: addressOf(needs, req), session, beside }));
  });

  router.get('/identification/signed-out', async (req, res) => {
    const [session, { state }] = [sessionOf(res), req.query];
    const outcome = session && typeof state === 'string' ? await findOutcome(needs, { state, session }) : undefined;
    const onwards = localPath(outcome?.returnsTo) ?? '/home';
    pageOf(res).path = onwards;
    if (!outcome?.refusal) return res.redirect(303, onwards);
    sendPage(res, RefusalPage, { code: outcome.refusal, retryAfter: null, back: onwards }, new Refusal(outcome.refusal).status);
  });

  return router;
}
