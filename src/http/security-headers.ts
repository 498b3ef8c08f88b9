import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import helmet, { type HelmetOptions } from 'helmet';

const nonces = new WeakMap<ServerResponse, string>();

/** The strictest headers our pages can live with, and nothing kept by browsers or proxies. First in the hallway. */
export function securityHeaders({ publicUrl }: { publicUrl: string }): RequestHandler {
  const protect = helmet(options(new URL(publicUrl).protocol === 'https:'));
  return (req, res, next) => {
    nonces.set(res, randomBytes(16).toString('base64'));
    res.set('Cache-Control', 'no-store');
    res.set('Permissions-Policy', permissions);
    protect(req, res, next);
  };
}

/** The value scripts and styles of this response must carry. */
export function nonceOf(res: ServerResponse): string {
  const nonce = nonces.get(res);
  if (nonce === undefined) throw new Error('securityHeaders must come first');
  return nonce;
}

/**
 * Lets the forms of this one response end at another origin: browsers follow `form-action` through redirects,
 * so the choice of a person could not bring anyone back to the service that asked.
 */
export function allowFormAction(res: ServerResponse, address: string): void {
  const { origin } = new URL(address);
  if (origin === 'null') throw new Error('A form may only lead to a web address');
  const policy = String(res.getHeader('Content-Security-Policy'));
  res.setHeader(
    'Content-Security-Policy',
    policy.replace(/form-action [^;]*/, (allowed) => `${allowed} ${origin}`),
  );
}

const permissions = [
  ...['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'magnetometer', 'microphone', 'midi', 'payment', 'usb'].map(
    (feature) => `${feature}=()`,
  ),
  'publickey-credentials-create=(self)',
  'publickey-credentials-get=(self)',
].join(', ');

function options(https: boolean): HelmetOptions {
  const nonce = (_req: unknown, res: ServerResponse) => `'nonce-${nonceOf(res)}'`;
  const directives = {
    'default-src': ["'none'"],
    'script-src': ["'self'", nonce],
    'style-src': ["'self'", nonce],
    'img-src': ["'self'", 'data:'],
    'connect-src': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    'base-uri': ["'none'"],
    ...(https && { 'upgrade-insecure-requests': [] }),
  };
  return {
    contentSecurityPolicy: { useDefaults: false, directives },
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: https && { maxAge: 31_536_000, includeSubDomains: true },
  };
}
