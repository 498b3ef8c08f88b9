import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { delegation, mandateClaim, scopeClaims } from './claims.ts';
import { acrOf } from './client.ts';
import type { RoomNeeds } from './needs.ts';
import { subjectOf } from './pairwise.ts';
import { accountFinder, toldTo } from './subject.ts';

/** What a client is told, of whom. */
export function whatIsTold(needs: RoomNeeds): Configuration {
  return {
    acrValues: [acrOf({ dialect: 'hub' }, needs.publicUrl), acrOf({ dialect: 'direct' }, needs.publicUrl)],
    scopes: ['openid', ...Object.keys(scopeClaims)],
    claims: {
      // What is released is decided claim by claim in claims.ts: the library only lets these names through.
      openid: [
        'sub',
        'acr',
        'amr',
        'auth_time',
        'act',
        'represents',
        'txn',
        'sid',
        'rep_scope',
        'role',
        'siret',
        'organization_label',
        mandateClaim(needs.publicUrl),
        ...pivotNames,
      ],
      ...Object.fromEntries(Object.entries(scopeClaims).map(([scope, names]) => [scope, [...names]])),
    },
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: (_ctx, accountId) => subjectOf(accountId),
    findAccount: accountFinder(needs),
    extraTokenClaims: (ctx) => extraClaims(needs, ctx),
  };
}

const pivotNames = [...new Set(Object.values(scopeClaims).flat())];

/** What introspection says besides: of the hub, nothing. */
function extraClaims(needs: RoomNeeds, ctx: KoaContextWithOIDC): Record<string, unknown> | undefined {
  const told = toldTo(ctx);
  return told && told.client.dialect !== 'hub' ? { ...delegation(needs, told), txn: told.use.txn } : undefined;
}
