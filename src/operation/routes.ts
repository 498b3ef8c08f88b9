import { Router } from 'express';
import { OperatorHomePage } from '../../views/operation/home.tsx';
import { sendPage } from '../http/render.ts';
import { requireOperator } from '../identity/guards.ts';

/** Who runs the service: applications, organisations, relying parties, health. Never what is personal. */
export function operationRoutes(): Router {
  const router = Router();
  router.get('/operator', (_req, res) => {
    requireOperator(res);
    sendPage(res, OperatorHomePage, {});
  });
  return router;
}
