import { Router } from 'express';
import { SupervisorHomePage } from '../../views/supervision/home.tsx';
import type { WorkNeeds } from '../db/database.ts';
import { sendPage } from '../http/render.ts';
import { requireSupervisor } from '../identity/guards.ts';
import { listTerritories } from '../organisations/territory-store.ts';

/** Who watches: each supervisor, the organisations of their territories. */
export function supervisionRoutes(needs: Pick<WorkNeeds, 'db'>): Router {
  const router = Router();
  router.get('/supervision', async (_req, res) => {
    const { helper } = requireSupervisor(res);
    sendPage(res, SupervisorHomePage, { territories: await listTerritories(needs.db, helper.id) });
  });
  return router;
}
