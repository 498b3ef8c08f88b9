import { Router } from 'express';
import { OwnSpacePage } from '../../views/own-space/home.tsx';
import type { WorkNeeds } from '../db/database.ts';
import { sendPage } from '../http/render.ts';
import { requirePerson } from '../identity/guards.ts';
import { listRequestsOfPerson } from '../mandates/draft-store.ts';
import { listOfPerson } from '../mandates/person-store.ts';
import { ownContactRoutes } from './contact-routes.ts';
import { ownPaperRoutes } from './paper-routes.ts';

/** The person at home: who may act for them, what was done, and the end of it when they want. */
export function ownSpaceRoutes(needs: WorkNeeds & { readonly publicUrl: string }): Router {
  const router = Router();
  router.use(ownPaperRoutes(needs));

  router.get('/me', async (_req, res) => {
    const { person } = requirePerson(res);
    const at = needs.clock.now();
    const mandates = await listOfPerson(needs.db, { personId: person.id, at, running: true, limit: 50 });
    const requests = await listRequestsOfPerson(needs.db, person.id, at);
    sendPage(res, OwnSpacePage, { person, requests, mandates });
  });

  router.use(ownContactRoutes(needs));

  return router;
}
