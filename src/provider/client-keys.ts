import { createLocalJWKSet, createRemoteJWKSet, customFetch, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import type { Client } from './client.ts';
import { readKeys } from './knock.ts';
import type { ProviderNeeds } from './needs.ts';

/** The public keys a relying party registered, or where it publishes them; null when it has none. */
export type ClientKeys = (client: Client) => JWTVerifyGetKey | null;

/** The keys of relying parties, those they publish read again when they are old or do not have the key that signed. */
export function clientKeys(needs: Pick<ProviderNeeds, 'privateNetworkClients'>): ClientKeys {
  const published = new Map<string, JWTVerifyGetKey>();
  return ({ metadata: { jwks, jwks_uri: address } }) => {
    if (typeof jwks === 'object' && jwks !== null) return createLocalJWKSet(jwks as JSONWebKeySet); // checked at registration
    if (typeof address !== 'string') return null;
    const known = published.get(address) ?? createRemoteJWKSet(new URL(address), { [customFetch]: (url) => ask(needs, url) });
    published.set(address, known);
    return known;
  };
}

async function ask(needs: Pick<ProviderNeeds, 'privateNetworkClients'>, address: string): Promise<Response> {
  const { status, body } = await readKeys(needs, address);
  return new Response(body, { status });
}
