import type Provider from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { allowFormAction } from '../http/security-headers.ts';
import { presentedCode } from './adapter.ts';
import type { RoomNeeds } from './needs.ts';
import { killReplayed, recordRefusedDisclosure } from './refused.ts';
import { wasRefused } from './subject.ts';

/** What surrounds the library at each request: our cookies, our headers, our logout, and what a refused code leaves behind. */
export function addManners(provider: Provider, needs: RoomNeeds): void {
  const isHttps = needs.publicUrl.startsWith('https:');
  const sessionCookie = provider.cookieName('session');
  provider.use(async (context, next) => {
    const ctx = context as unknown as KoaContextWithOIDC; // `oidc` is there once a route of the library matched, and only then
    ctx.cookies.secure = isHttps;
    await next();
    if (!hasOidc(ctx)) return;
    dropCookie(ctx, sessionCookie);
    if (ctx.oidc.route === 'token') await settleCode(needs, ctx);
    if (ctx.oidc.route === 'end_session' && ctx.status === 200) returnAtOnce(ctx);
    if (ctx.oidc.params?.['response_mode'] === 'form_post' && ctx.type === 'text/html') allowReturn(ctx);
  });
}

/** A code shown twice, or in a wrong request: its tokens die in the first case, and both are recorded. */
async function settleCode(needs: RoomNeeds, ctx: KoaContextWithOIDC): Promise<void> {
  const code = presentedCode(ctx);
  const clientId = ctx.oidc.client?.clientId;
  if (!code || clientId === undefined || ctx.status < 400) return;
  if (code.again) await killReplayed(needs, { useId: code.useId, clientId });
  else if (!wasRefused(ctx))
    await recordRefusedDisclosure(needs, { useId: code.useId, clientId, refusal: 'code_not_redeemable', door: 'token' });
}

/**
 * Nobody is signed in at the provider, so a logout has nothing to ask: it returns where the client registered, or says it is done.
 * The library would post a form by an inline script, which our headers forbid.
 */
function returnAtOnce(ctx: KoaContextWithOIDC): void {
  const { oidc } = ctx;
  const { post_logout_redirect_uri: back, state } = oidc.params ?? {};
  const to = new URL(typeof back === 'string' ? back : oidc.urlFor('end_session_success')); // the library checked that it is registered
  if (typeof back === 'string' && typeof state === 'string') to.searchParams.set('state', state);
  ctx.status = 303;
  ctx.redirect(to.href);
}

/** Nobody stays signed in at the provider: the library's session ends with the response. */
function dropCookie(ctx: KoaContextWithOIDC, name: string): void {
  const cookies = [ctx.res.getHeader('set-cookie') ?? []].flat().map(String);
  const kept = cookies.filter((cookie) => !cookie.startsWith(`${name}=`));
  if (kept.length === cookies.length) return;
  if (kept.length > 0) ctx.res.setHeader('set-cookie', kept);
  else ctx.res.removeHeader('set-cookie');
}

/** `response_mode=form_post`: the answer is a form to the client's address, checked by then. */
function allowReturn(ctx: KoaContextWithOIDC): void {
  const to = ctx.oidc.params?.['redirect_uri'];
  if (typeof to === 'string' && ctx.oidc.redirectUriCheckPerformed) allowFormAction(ctx.res, to);
}

function hasOidc(ctx: Partial<KoaContextWithOIDC>): ctx is KoaContextWithOIDC {
  return ctx.oidc !== undefined;
}
