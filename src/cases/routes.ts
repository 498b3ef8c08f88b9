import { Router } from 'express';
import { managerCaseRoutes } from './manager-routes.ts';
import type { CaseNeeds } from './needs.ts';
import { personCaseRoutes } from './person-routes.ts';
import { supervisorCaseRoutes } from './supervisor-routes.ts';

/** What a person contests: their side, the organisation's, and the supervisor's. */
export function caseRoutes(needs: CaseNeeds): Router {
  return Router().use(personCaseRoutes(needs), managerCaseRoutes(needs), supervisorCaseRoutes(needs));
}
