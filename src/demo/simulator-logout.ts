import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { messagePage } from '../../views/demo/message.tsx';
import { signOutPage } from '../../views/demo/sign-out.tsx';

type LogoutPages = Omit<NonNullable<NonNullable<Configuration['features']>['rpInitiatedLogout']>, 'enabled'>;

/** The pages of a logout nobody vouches for: it is asked again, and said when done. */
export function logoutPages(service: string): LogoutPages {
  return {
    logoutSource: (ctx) => {
      const state = ctx.oidc.session?.state;
      const action = ctx.oidc.urlFor('end_session_confirm');
      ctx.body = signOutPage({ service, action, xsrf: typeof state?.['secret'] === 'string' ? state['secret'] : '' });
    },
    postLogoutSuccessSource: (ctx) => {
      ctx.body = messagePage({ service, title: 'Votre connexion est fermée', lines: ['Vous pouvez fermer cette page.'], links: [] });
    },
  };
}

/**
 * A logout with a valid hint ends the session and returns without a click, as the real ones do.
 * The library would ask (or, without a session, post a form by an inline script that our headers forbid).
 */
export async function logoutAtOnce(ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next();
  const { oidc } = ctx as Partial<KoaContextWithOIDC>; // absent where no route of the library matched
  if (oidc?.route !== 'end_session' || ctx.status !== 200 || !oidc.entities.IdTokenHint) return;
  await oidc.session?.destroy();
  ctx.oidc.cookies.set(oidc.provider.cookieName('session'), null, { signed: true });
  const back = oidc.params?.['post_logout_redirect_uri'];
  const to = new URL(typeof back === 'string' ? back : oidc.urlFor('end_session_success'));
  const state = oidc.params?.['state'];
  if (typeof back === 'string' && typeof state === 'string') to.searchParams.set('state', state);
  ctx.status = 303;
  ctx.redirect(to.href);
}
