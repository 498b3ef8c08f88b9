import { Router } from 'express';
import { managerCaseRoutes } from './manager-routes.ts';
import type { CaseNeeds } from './needs.ts';
import { personCaseRoutes } from './person-routes.ts';

/** What a person contests and what is looked into: the person's side, and the organisation's. The supervisors' is in `supervision`. */
export function caseRoutes(needs: CaseNeeds): Router {
  return Router().use(personCaseRoutes(needs), managerCaseRoutes(needs));
}
