import { type Account, errors, type FindAccount, type KoaContextWithOIDC } from 'oidc-provider';
import { atomically } from '../db/database.ts';
import { Refusal, type RefusalCode } from '../errors.ts';
import { discloseUse, type Door } from '../mandates/disclose-use.ts';
import { idTokenClaims, type Told, userinfoClaims } from './claims.ts';
import type { RoomNeeds } from './needs.ts';
import { useIdOf } from './pairwise.ts';
import { recordRefusedDisclosure } from './refused.ts';

const told = new WeakMap<Account, Told>();
const refused = new WeakSet();

/** What this request's account was found to be; only after a door has opened. */
export function toldTo(ctx: KoaContextWithOIDC): Told | undefined {
  const { account } = ctx.oidc;
  return account && told.get(account);
}

/** Whether the decision said no to this request: it is recorded already. */
export function wasRefused(ctx: object): boolean {
  return refused.has(ctx);
}

/** The library's account is a use: whenever its identity is about to leave, the decision is asked again, and the answer recorded. */
export function accountFinder(needs: RoomNeeds): FindAccount {
  return async (ctx, accountId, token) => {
    if (!token) return { accountId, claims: () => Promise.reject(new Error('No identity leaves at the authorization endpoint')) };
    const door = ctx.oidc.route === 'userinfo' ? 'userinfo' : 'token';
    const disclosed = await disclose(needs, { ctx, accountId, door }).catch((error: unknown) => refuse(error, door));
    const account: Account = {
      accountId,
      claims: (use, scope, claims) => {
        const requested = Object.keys(claims);
        const names =
          use === 'userinfo'
            ? userinfoClaims(needs, disclosed, { scopes: scope.split(' '), requested })
            : idTokenClaims(needs, disclosed, requested);
        return { sub: accountId, ...names };
      },
    };
    told.set(account, disclosed);
    return account;
  };
}

/** Whether introspection may say that a token lives: the decision, asked again. */
export async function isStillAllowed(needs: RoomNeeds, ctx: KoaContextWithOIDC, accountId: string): Promise<boolean> {
  try {
    await disclose(needs, { ctx, accountId, door: 'introspection' });
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

async function disclose(
  needs: RoomNeeds,
  { ctx, accountId, door }: { readonly ctx: KoaContextWithOIDC; readonly accountId: string; readonly door: Door },
): Promise<Told> {
  const client = await needs.clients(ctx.oidc.client?.clientId ?? '');
  if (!client) throw new Refusal('client_disabled');
  const useId = useIdOf(accountId);
  try {
    return await atomically(needs, async (work) => ({ ...(await discloseUse(work, { useId, client, door })), client, at: work.at }));
  } catch (error) {
    if (error instanceof Refusal) refused.add(ctx);
    if (error instanceof Refusal && door !== 'introspection')
      await recordRefusedDisclosure(needs, { useId, clientId: client.id, refusal: error.code, door });
    throw error;
  }
}

/** Our no, in the words of the door it was said at. Why is between us and the person: the relying party is not told. */
function refuse(error: unknown, door: Door): never {
  if (!(error instanceof Refusal)) throw error;
  if (error.code === 'journal_unavailable') throw unavailable(error.code);
  throw door === 'userinfo'
    ? new errors.InvalidToken('access token is no longer valid')
    : new errors.InvalidGrant('the mandate does not allow it');
}

function unavailable(code: RefusalCode): errors.OIDCProviderError {
  return Object.assign(new errors.TemporarilyUnavailable('try again later', code), { status: 503, statusCode: 503 });
}
