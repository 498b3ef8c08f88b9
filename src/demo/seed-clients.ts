import type { JWK } from 'jose';
import { createPrivateKey } from 'node:crypto';
import type { Work } from '../db/database.ts';
import { findClient } from '../provider/client-store.ts';
import type { Registration } from '../provider/forms.ts';
import { registerClient } from '../provider/register-client.ts';
import type { Vault } from '../vault.ts';
import { hubPaths } from './hub.ts';
import { servicePaths } from './service.ts';
import { signalPaths } from './service-signals.ts';
import { publicHalf, type PublicKey } from './service-receipts.ts';

/** Where the demonstration's sites are; the data laid for them keep to these addresses. */
export interface DemoAddresses {
  /** Of the demonstration service provider. */
  readonly service: string;
  /** Of the FranceConnect simulator, whose other face is the hub. */
  readonly franceConnect: string;
}

export const serviceId = 'caisse-demo';
export const hubId = 'franceconnect-hub';

/** The secret of a demonstration client, from the master key: who lays the data and who runs the simulators need not meet. */
export function demoSecret(vault: Vault, clientId: string): string {
  return vault.derive('demonstration-client', clientId).toString('hex');
}

/** The key a demonstration client signs its receipts with: Ed25519, from the same source. */
export function demoReceiptKey(vault: Vault, clientId: string): JWK {
  const seed = vault.derive('demonstration-receipts', clientId);
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]); // RFC 8410 §7
  const jwk = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }).export({ format: 'jwk' });
  return { ...jwk, kid: 'justificatifs', alg: 'EdDSA', use: 'sig' };
}

/** Registers the relying parties that are not known yet. Throws one sentence when those known are at other addresses. */
export async function seedClients(work: Work, addresses: DemoAddresses): Promise<void> {
  for (const registration of registrations(addresses, publicHalf(demoReceiptKey(work.vault, serviceId)))) {
    const known = await findClient(work.tx, work.vault, registration.id);
    if (known) requireSameAddresses(registration, known.metadata['redirect_uris']);
    else await registerClient(work, { ...registration, secret: demoSecret(work.vault, registration.id) });
  }
}

function registrations({ service, franceConnect }: DemoAddresses, receiptKey: PublicKey): Registration[] {
  const redirectUris = [service + servicePaths.callback];
  const postLogoutRedirectUris = [service + servicePaths.signedOut];
  return [
    {
      ...{ id: serviceId, name: 'Caisse de démonstration – allocations', redirectUris, postLogoutRedirectUris },
      ...{
        dialect: 'direct',
        delegationMode: 'aware-act',
        procedures: ['social', 'famille', 'logement', 'travail'],
        sensitiveActs: ['bank_details_change'],
      },
      ...{ authentication: 'client_secret_basic', idTokenAlg: 'ES256', userinfo: 'ES256', jwks: { keys: [receiptKey] } },
      ...{ backchannelLogoutUri: service + signalPaths.logout, eventsUri: service + signalPaths.events },
    },
    {
      ...{ id: 'mairie-demo', name: 'Mairie de démonstration, sans délégation', redirectUris, postLogoutRedirectUris },
      ...{ dialect: 'direct', delegationMode: 'none', procedures: ['papiers'], sensitiveActs: [] },
      ...{ authentication: 'client_secret_basic', idTokenAlg: 'ES256', userinfo: 'json' },
    },
    {
      ...{ id: hubId, name: 'FranceConnect', dialect: 'hub', delegationMode: 'hub', procedures: [], sensitiveActs: [] },
      ...{ redirectUris: [franceConnect + hubPaths.callback], postLogoutRedirectUris: [franceConnect + hubPaths.loggedOut] },
      ...{ authentication: 'client_secret_post', idTokenAlg: 'HS256', userinfo: 'json' },
    },
  ] satisfies Registration[];
}

/** The persons known, too, are those of a FranceConnect at that address. */
function requireSameAddresses({ id, redirectUris: [wanted = ''] }: Registration, known: unknown): void {
  const [before] = Array.isArray(known) ? (known as unknown[]) : [];
  if (before === wanted || typeof before !== 'string') return;
  throw new Error(
    `Les données de démonstration ont été posées pour ${new URL(before).origin} (${id}), et non ${new URL(wanted).origin} : reprenez les mêmes ports, ou un autre DATA_DIR.`,
  );
}
