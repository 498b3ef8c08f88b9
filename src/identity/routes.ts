import { Router } from 'express';
import { accountRoutes } from './account-routes.ts';
import { cardRoutes } from './card-routes.ts';
import { factorRoutes } from './factor-routes.ts';
import { identificationRoutes } from './identification-routes.ts';
import type { IdentificationNeeds } from './identify-person.ts';
import { invitationRoutes } from './invitation-routes.ts';
import { personRoutes } from './person-routes.ts';
import { signInRoutes, type SignInNeeds } from './sign-in-routes.ts';

/** What this room asks of the house. */
export interface IdentityNeeds extends SignInNeeds, IdentificationNeeds {}

/** Who is in front of us: helpers who sign in, persons who identify themselves beside them or enter their own space. */
export function identityRoutes(needs: IdentityNeeds): Router {
  const router = Router();
  router.use(signInRoutes(needs), factorRoutes(needs), accountRoutes(needs), cardRoutes(needs), identificationRoutes(needs));
  router.use(personRoutes(needs), invitationRoutes(needs));
  return router;
}
