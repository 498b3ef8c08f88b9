import { createHash } from 'node:crypto';
import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import type { Listening } from './listen.ts';
import { demoOrganisations, demoProfessionals, type DemoProfessional } from './organisations.ts';
import { startSimulator, type SimulatorAccount, type SimulatorManners, type SimulatorOptions } from './simulator.ts';

export interface ProConnectOptions extends SimulatorOptions {
  readonly professionals?: readonly DemoProfessional[];
}

/** Starts a ProConnect that is none: professionals of the demonstration, the real one's addresses, claims and levels. */
export function startProConnect({ professionals = demoProfessionals, ...options }: ProConnectOptions): Promise<Listening> {
  return startSimulator({ ...proConnect, accounts: professionals.map(account) }, options);
}

const ownScopes = ['given_name', 'usual_name', 'email', 'uid', 'siret', 'siren', 'idp_id', 'idp_acr', 'amr', 'organization_label'];

const proConnect: Omit<SimulatorManners, 'accounts'> = {
  name: 'ProConnect',
  cookiePrefix: 'proconnect_demo',
  claimsOfScopes: { ...Object.fromEntries(ownScopes.map((claim) => [claim, [claim]])), phone: ['phone_number'] },
  acrValues: ['eidas1', 'eidas1-mfa'],
  userinfo: 'jwt',
  sessionSeconds: 43_200,
  checkRequest,
};

function checkRequest(ctx: KoaContextWithOIDC): void {
  const { nonce, state } = ctx.oidc.params ?? {};
  if (typeof state !== 'string') throw new errors.InvalidRequest('state is missing');
  if (typeof nonce !== 'string' || nonce.length > 512) throw new errors.InvalidRequest('nonce is missing or too long');
}

function account(professional: DemoProfessional): SimulatorAccount {
  const organisation = demoOrganisations.find(({ id }) => id === professional.organisations[0]);
  const amr = professional.acr === 'eidas1-mfa' ? ['pwd', 'totp', 'mfa'] : ['pwd'];
  return {
    accountId: subject(professional.id),
    name: `${professional.givenName} ${professional.usualName}`,
    hint: professional.hint,
    acr: professional.acr,
    amr,
    claims: {
      given_name: professional.givenName,
      usual_name: professional.usualName,
      email: professional.email,
      uid: professional.id,
      idp_id: 'idp-de-demonstration',
      idp_acr: professional.acr,
      amr,
      ...(organisation && { siret: organisation.siret, siren: organisation.siret.slice(0, 9), organization_label: organisation.label }),
    },
  };
}

/** A UUID, the same for all clients and at each start, as the real one's subjects are. */
function subject(id: string): string {
  const hex = createHash('sha256').update(`proconnect-demo:${id}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
