import { Router } from 'express';
import { OperatorHomePage } from '../../views/operation/home.tsx';
import { sendPage } from '../http/render.ts';
import { requireOperator } from '../identity/guards.ts';
import { findDelay } from '../journal/delay-store.ts';
import { countTroubled } from '../notifications/dead-letter-store.ts';
import { countWaiting } from '../organisations/application-list-store.ts';
import { listWithoutManager } from '../organisations/oversight-store.ts';
import { operatorApplicationRoutes, type OperationNeeds } from './application-routes.ts';
import { operatorClientRoutes } from './client-routes.ts';
import { operatorMessageRoutes } from './message-routes.ts';
import { operatorOrganisationRoutes } from './organisation-routes.ts';
import { operatorRequestRoutes } from './request-routes.ts';
import { listOpenRequests } from './request-store.ts';
import { operatorTrainingRoutes } from './training-routes.ts';

/** Who runs the service: applications, organisations, relying parties, health. Never what is personal of those who are helped. */
export function operationRoutes(needs: OperationNeeds): Router {
  const router = Router();
  router.get('/operator', async (_req, res) => {
    requireOperator(res);
    const at = needs.clock.now();
    const [waiting, requests, unmanaged, messages, delay] = await Promise.all([
      countWaiting(needs.db),
      listOpenRequests(needs.db, at),
      listWithoutManager(needs.db, { at, limit: 1_000 }),
      countTroubled(needs.db),
      findDelay(needs.db),
    ]);
    sendPage(res, OperatorHomePage, { ...waiting, requests: requests.length, unmanaged: unmanaged.length, messages, delay });
  });
  router.use(
    operatorApplicationRoutes(needs),
    operatorOrganisationRoutes(needs),
    operatorClientRoutes(needs),
    operatorRequestRoutes(needs),
    operatorTrainingRoutes(needs),
    operatorMessageRoutes(needs),
  );
  return router;
}
