import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { BrokenPage } from '../../views/errors/broken.tsx';
import { RefusalPage } from '../../views/errors/refusal.tsx';
import { SignedOutPage } from '../../views/provider/signed-out.tsx';
import type { RefusalCode } from '../errors.ts';
import { pageOf, renderDocument } from '../http/render.ts';

/** What the library cannot send back to a client becomes one of our pages, in plain words; a fault of ours, a reference to quote. */
export const errorPages: NonNullable<Configuration['renderError']> = (ctx, { error }, cause) => {
  ctx.type = 'html';
  ctx.body =
    error === 'server_error'
      ? renderDocument(BrokenPage, { reference: referenceOf(ctx) }, pageIn(ctx))
      : renderDocument(RefusalPage, { code: codeOf(ctx, cause), retryAfter: null, back: '/' }, pageIn(ctx));
};

/** The number our log knows a request by. */
export function referenceOf(ctx: KoaContextWithOIDC): string {
  return 'id' in ctx.req && typeof ctx.req.id === 'string' ? ctx.req.id : '';
}

/** The end of a logout whose service gave no address to come back to. */
export function signedOutPage(ctx: KoaContextWithOIDC): void {
  ctx.type = 'html';
  ctx.body = renderDocument(SignedOutPage, {}, pageIn(ctx));
}

const codes: Readonly<Record<string, RefusalCode>> = {
  SessionNotFound: 'interaction_expired',
  InvalidRedirectUri: 'redirect_uri_not_registered',
  InvalidClient: 'client_unknown',
};

function codeOf(ctx: KoaContextWithOIDC, cause: Error): RefusalCode {
  if (ctx.oidc.route === 'end_session') return 'logout_request_malformed';
  return codes[cause.constructor.name] ?? 'authorization_request_malformed';
}

function pageIn(ctx: KoaContextWithOIDC): ReturnType<typeof pageOf> {
  return pageOf(ctx.res as Parameters<typeof pageOf>[0]); // Express's own response, handed to the library by our route
}
