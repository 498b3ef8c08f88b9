import { type Request, Router } from 'express';
import { EndEverythingPage, EndMandatePage } from '../../views/own-space/ending.tsx';
import { OwnSpacePage } from '../../views/own-space/home.tsx';
import { OwnMandatePage } from '../../views/own-space/mandate.tsx';
import { atomically } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { emptyForm, formOrPage } from '../http/parse-form.ts';
import { sendPage } from '../http/render.ts';
import { requirePerson } from '../identity/guards.ts';
import type { IdentificationNeeds } from '../identity/identify-person.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { isId } from '../mandates/forms.ts';
import { listRequestsOfPerson } from '../mandates/person-draft-store.ts';
import { listOffersOfPerson } from '../mandates/offer-store.ts';
import { listOfPerson } from '../mandates/person-store.ts';
import { ownContactRoutes } from './contact-routes.ts';
import { ownPaperRoutes } from './paper-routes.ts';
import { ownDataRoutes } from './data-routes.ts';
import { endEverything, endOwnMandate } from './end-own-mandates.ts';
import { endingForm, pageQuery } from './forms.ts';
import { readOwnHome } from './own-home.ts';
import { ownRecordRoutes } from './record-routes.ts';
import { findOwnMandate, viewOwnMandate } from './view-own-mandate.ts';

const most = 1000;

/** The person at home: who may act for them, what was done, and the end of it when they want. */
export function ownSpaceRoutes(needs: IdentificationNeeds & { readonly journalPolicy: string; readonly retentionYears: number }): Router {
  const router = Router();
  router.use(ownPaperRoutes(needs));
  router.use(ownRecordRoutes(needs));
  router.use(ownDataRoutes(needs));
  const toEnd = (mandateId: string, { person }: ReturnType<typeof requirePerson>) => findOwnMandate(needs.db, { mandateId, person });

  router.get('/me', async (req, res) => {
    const { person } = requirePerson(res);
    const { before } = pageQuery.parse(req.query);
    const at = needs.clock.now();
    const home = await readOwnHome(needs.db, { personId: person.id, at, before });
    const requests = await listRequestsOfPerson(needs.db, person.id, at);
    const offers = await listOffersOfPerson(needs.db, { personId: person.id, at });
    sendPage(res, OwnSpacePage, { person, requests, offers, ...home });
  });

  router.get('/me/mandates/:id', async (req, res) => {
    const { person } = requirePerson(res);
    const asked = { mandateId: idOf(req), person, ...pageQuery.parse(req.query) };
    const mandate = await atomically(needs, (work) => viewOwnMandate(work, asked));
    sendPage(res, OwnMandatePage, { ...mandate, at: needs.clock.now(), trusted: needs.journalPolicy });
  });

  router.get('/me/mandates/:id/end', async (req, res) => {
    const here = requirePerson(res);
    const { procedure } = req.query;
    sendPage(res, EndMandatePage, {
      ...(await toEnd(idOf(req), here)),
      form: emptyForm,
      chosen: typeof procedure === 'string' ? procedure : 'all',
    });
  });

  router.post('/me/mandates/:id/end', async (req, res) => {
    const here = requirePerson(res);
    const mandateId = idOf(req);
    const form = await formOrPage(endingForm, req.body, async (mistakes) => {
      sendPage(res, EndMandatePage, { ...(await toEnd(mandateId, here)), form: mistakes, chosen: 'all' }, 422);
    });
    if (!form) return;
    const ending = { ...form, mandateId, person: here.person, publicUrl: needs.publicUrl };
    await atomicallyRecorded(needs, { event: 'mandate_refused', person: here.person }, (work) => endOwnMandate(work, ending));
    res.redirect(303, `/me/mandates/${mandateId}`);
  });

  router.get('/me/end', async (_req, res) => {
    const { person } = requirePerson(res);
    const running = await listOfPerson(needs.db, { personId: person.id, at: needs.clock.now(), running: true, limit: most });
    sendPage(res, EndEverythingPage, { running });
  });

  router.post('/me/end', async (_req, res) => {
    const { person } = requirePerson(res);
    await atomically(needs, (work) => endEverything(work, { person, publicUrl: needs.publicUrl }));
    res.redirect(303, '/me');
  });

  router.use(ownContactRoutes(needs));

  return router;
}

function idOf(req: Request<{ id: string }>): string {
  if (!isId(req.params.id)) throw new Refusal('mandate_unknown');
  return req.params.id;
}
