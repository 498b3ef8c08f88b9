import { Router } from 'express';
import { ManagerHomePage } from '../../views/management/home.tsx';
import type { SessionNeeds } from '../http/sessions.ts';
import { sendPage } from '../http/render.ts';
import { requireManager } from '../identity/manager-guards.ts';
import { countRunning, listWithoutHelper } from '../mandates/named-store.ts';
import { findLastRenewal } from '../organisations/renewal-store.ts';
import { countRoster } from '../organisations/roster-store.ts';
import { certificationRoutes } from './certification-routes.ts';
import { helperRoutes } from './helper-routes.ts';
import { hoursRoutes } from './hours-routes.ts';
import { invitationRoutes } from './invitation-routes.ts';
import { mandateRoutes } from './mandate-routes.ts';
import { procedureRoutes } from './procedure-routes.ts';
import { trainingRoutes } from './training-routes.ts';

/** A manager's pages: their organisation's helpers, procedures and mandates; nothing of any other. What was done is searched in supervision. */
export function managementRoutes(needs: SessionNeeds): Router {
  const router = Router();
  router.get('/manager', async (_req, res) => {
    const { organisation } = requireManager(res);
    const at = needs.clock.now();
    const [roster, running, withoutHelper, renewal] = await Promise.all([
      countRoster(needs.db, organisation.id, at),
      countRunning(needs.db, organisation.id, at),
      listWithoutHelper(needs.db, { organisationId: organisation.id, at, limit: 100 }),
      findLastRenewal(needs.db, needs.vault, organisation.id),
    ]);
    sendPage(res, ManagerHomePage, { organisation, roster, running, withoutHelper: withoutHelper.length, renewal: renewal?.state, at });
  });
  router.use(helperRoutes(needs), trainingRoutes(needs), invitationRoutes(needs));
  router.use(certificationRoutes(needs), hoursRoutes(needs), procedureRoutes(needs), mandateRoutes(needs));
  return router;
}
