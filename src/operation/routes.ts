import { Router } from 'express';
import { OperatorHomePage } from '../../views/operation/home.tsx';
import { sendPage } from '../http/render.ts';
import { requireOperator } from '../identity/guards.ts';
import { countWaiting } from '../organisations/application-list-store.ts';
import { operatorApplicationRoutes, type OperationNeeds } from './application-routes.ts';
import { operatorTrainingRoutes } from './training-routes.ts';

/** Who runs the service: applications, organisations, relying parties, health. Never what is personal of those who are helped. */
export function operationRoutes(needs: OperationNeeds): Router {
  const router = Router();
  router.get('/operator', async (_req, res) => {
    requireOperator(res);
    sendPage(res, OperatorHomePage, { waiting: await countWaiting(needs.db) });
  });
  router.use(operatorApplicationRoutes(needs), operatorTrainingRoutes(needs));
  return router;
}
