import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import { messagePage } from '../../views/demo/message.tsx';
import { projectFile } from '../root.ts';

/** An Express application with the manners all demonstration servers share: strict headers, our stylesheet, no forms from elsewhere. */
export function demoApp({ formTargets = [] }: { readonly formTargets?: readonly string[] } = {}): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(headers(formTargets), ownFormsOnly);
  const stylesheet = projectFile('views', 'demo', 'demo.css');
  app.get('/demo.css', (_req, res) => res.sendFile(stylesheet, { dotfiles: 'allow', maxAge: '5m' }));
  app.get('/favicon.ico', (_req, res) => void res.status(204).end());
  return app;
}

/** The last stop of a demonstration site: what is broken in one sentence, never a stack. */
export function brokenPage(service: string): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const status = isRecord(error) && typeof error['status'] === 'number' ? error['status'] : 500;
    const message = error instanceof Error ? error.message : '';
    const refused = status >= 400 && status < 500;
    const lines = [refused ? 'La demande n’a pas la forme attendue.' : 'Ce qui était nécessaire n’a pas répondu.', message];
    res.status(refused ? status : 502).send(messagePage({ service, title: 'Cela n’a pas marché', lines, links: [] }));
  };
}

/** Why a sign-in at a demonstration site did not work, and the way back. */
export function notSignedIn(service: string, res: Response, lines: readonly string[]): void {
  const links = [{ href: '/', text: 'Retour à l’accueil' }];
  res.status(400).send(messagePage({ service, title: 'Personne n’est connecté', lines, links }));
}

/** Reads the few fields of a demonstration form. */
export function formFields(): RequestHandler {
  return express.urlencoded({ extended: false, limit: '16kb' });
}

/** One field of a posted form, or of a query; null when absent or sent twice. */
export function field(source: unknown, name: string): string | null {
  const value = isRecord(source) ? source[name] : undefined;
  return typeof value === 'string' ? value : null;
}

/** All the values of a field that may be sent several times. */
export function fieldValues(source: unknown, name: string): string[] {
  const value = isRecord(source) ? source[name] : undefined;
  return [value].flat().filter((one) => typeof one === 'string');
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Browsers hold `form-action` against every redirect that follows a form: the origins a sign-in ends at are listed. */
function headers(formTargets: readonly string[]): RequestHandler {
  const origins = [...new Set(formTargets.map((target) => new URL(target).origin))];
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'style-src': ["'self'"],
        'img-src': ["'self'"],
        'form-action': ["'self'", ...origins],
        'frame-ancestors': ["'none'"],
        'base-uri': ["'none'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: false,
  });
}

/** All demonstration servers live on one host: SameSite cookies alone would let one post to another. */
const ownFormsOnly: RequestHandler = (req, res, next) => {
  const site = req.get('sec-fetch-site');
  if (req.method === 'POST' && (site === 'cross-site' || site === 'same-site')) {
    res.status(403).type('text').send('Ce formulaire ne vient pas de cette page.');
    return;
  }
  res.set('Cache-Control', 'no-store');
  next();
};
