import { Router } from 'express';
import { SupervisorHomePage } from '../../views/supervision/home.tsx';
import type { CaseNeeds } from '../cases/needs.ts';
import { sendPage } from '../http/render.ts';
import { alertRoutes } from './alert-routes.ts';
import { sampleRoutes } from './sample-routes.ts';
import { figureRoutes } from './figure-routes.ts';
import { oversightRoutes } from './oversight-routes.ts';
import { supervisorCaseRoutes } from './case-routes.ts';
import { exportRoutes } from './export-routes.ts';
import { findReason } from './give-reason.ts';
import { requireSupervising } from './guards.ts';
import type { IntegrityNeeds } from './integrity.ts';
import { integrityRoutes } from './integrity-routes.ts';
import { managerActivityRoutes } from './manager-activity-routes.ts';
import { storyRoutes } from './story-routes.ts';
import { suspensionRoutes } from './suspension-routes.ts';
import { whatWaits } from './what-waits.ts';
import { searchRoutes } from './search-routes.ts';
import { reasonRoutes } from './reason-routes.ts';

/** Who watches: each supervisor, the organisations of their territories; each manager, what was done for their own. */
export function supervisionRoutes(needs: CaseNeeds & IntegrityNeeds): Router {
  const router = Router();
  router.get('/supervision', async (_req, res) => {
    const supervisor = await requireSupervising(needs, res);
    const reason = await findReason(needs, supervisor, needs.clock.now());
    sendPage(res, SupervisorHomePage, {
      territories: supervisor.territories,
      reason,
      waits: await whatWaits(needs.db, supervisor),
      isOmbudsman: supervisor.helper.namedOmbudsmanAt !== null,
    });
  });
  router.use(reasonRoutes(needs));
  router.use(supervisorCaseRoutes(needs));
  router.use(alertRoutes(needs));
  router.use(storyRoutes(needs));
  router.use(integrityRoutes(needs));
  router.use(figureRoutes(needs));
  router.use(oversightRoutes(needs));
  router.use(sampleRoutes(needs));
  router.use(suspensionRoutes(needs));
  router.use(searchRoutes(needs));
  router.use(exportRoutes(needs));
  router.use(managerActivityRoutes(needs));
  return router;
}
