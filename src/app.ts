import express, { type Express } from 'express';
import { routeAt } from './access.ts';
import { caseRoutes } from './cases/routes.ts';
import type { Context } from './context.ts';
import { publicFiles } from './http/assets.ts';
import { csrf } from './http/csrf.ts';
import { errorReply, notFound } from './http/error-reply.ts';
import { healthRoutes } from './http/health.ts';
import { publicRoutes } from './http/public-routes.ts';
import { setUpPage, speakAllLanguages } from './http/render.ts';
import { requestLog } from './http/request-log.ts';
import { securityHeaders } from './http/security-headers.ts';
import { sessions } from './http/sessions.ts';
import { plainText } from './http/plain-text.ts';
import { uploads } from './http/uploads.ts';
import { speaksToPerson } from './identity/person-guards.ts';
import { askToSignIn, identify } from './identity/sign-in-guards.ts';
import { identityRoutes } from './identity/routes.ts';
import { journalRoutes } from './journal/routes.ts';
import { managementRoutes } from './management/routes.ts';
import { mandateRoutes } from './mandates/routes.ts';
import { carriesStopCode, stopRoutes } from './mandates/stop-routes.ts';
import { verificationRoutes } from './mandates/verification-routes.ts';
import { applicationRoutes } from './organisations/application-routes.ts';
import { directoryRoutes } from './organisations/directory-routes.ts';
import { statisticsRoutes } from './supervision/statistics-routes.ts';
import { operationRoutes } from './operation/routes.ts';
import { smsRoutes } from './people/sms-routes.ts';
import { ownSpaceRoutes } from './own-space/routes.ts';
import { interactionRoutes, oidcRoutes } from './provider/routes.ts';
import { supervisionRoutes } from './supervision/routes.ts';

/** The hallway: what a request meets, in order. */
export function createApp(context: Context): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', [...context.trustedProxies]);
  app.use(context.metrics.measure);
  app.use(securityHeaders(context));
  app.use(healthRoutes(context));
  app.use(requestLog(context.log));
  app.use('/public', publicFiles());
  app.use(setUpPage(context));
  app.use(oidcRoutes(context)); // before any body parser: the library reads its own
  app.use(smsRoutes(context)); // neither session nor form: the gateway shows its token
  app.use(express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 100 }));
  app.use(sessions(context));
  app.use(identify(context));
  app.use(plainText);
  app.use(['/application/helpers/import', '/manager/cards', '/training', '/manager/helpers/:id/training'], uploads());
  app.use(['/me', '/requests'], speaksToPerson); // before the first refusal there may be
  app.use('/stop', speakAllLanguages);
  app.use(csrf(context, carriesStopCode));
  app.use(publicRoutes());
  app.use(stopRoutes(context));
  app.use(verificationRoutes(context));
  app.use(journalRoutes(context));
  app.use(identityRoutes(context));
  app.use(applicationRoutes(context));
  app.use(mandateRoutes(context));
  app.use(ownSpaceRoutes(context));
  app.use(interactionRoutes(context));
  app.use(managementRoutes(context));
  app.use(directoryRoutes(context));
  app.use(statisticsRoutes(context));
  app.use(caseRoutes(context));
  app.use(supervisionRoutes(context));
  app.use(operationRoutes(context));
  app.use(notFound);
  app.use(askToSignIn(context));
  app.use(errorReply(context, (path) => routeAt(path) !== undefined));
  return app;
}
