import { createLocalJWKSet, createRemoteJWKSet, customFetch, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { lookup } from 'node:dns/promises';
import type { Client } from './client.ts';
import type { ProviderNeeds } from './needs.ts';
import { isPrivate, privateAddress } from './private-network.ts';

/** The public keys a relying party registered, or where it publishes them; null when it has none. */
export type ClientKeys = (client: Client) => JWTVerifyGetKey | null;

/** The keys of relying parties, those they publish read again when they are old or do not have the key that signed. */
export function clientKeys(needs: Pick<ProviderNeeds, 'privateNetworkClients'>): ClientKeys {
  const published = new Map<string, JWTVerifyGetKey>();
  return ({ metadata: { jwks, jwks_uri: address } }) => {
    if (typeof jwks === 'object' && jwks !== null) return createLocalJWKSet(jwks as JSONWebKeySet); // checked at registration
    if (typeof address !== 'string') return null;
    const known =
      published.get(address) ?? createRemoteJWKSet(new URL(address), { [customFetch]: (url, options) => ask(needs, url, options) });
    published.set(address, known);
    return known;
  };
}

/** Nobody makes us knock at a private address, unless its host was named by who runs the service. */
async function ask(
  { privateNetworkClients }: Pick<ProviderNeeds, 'privateNetworkClients'>,
  url: string,
  options: RequestInit,
): Promise<Response> {
  const { hostname } = new URL(url);
  if (!privateNetworkClients.includes(hostname)) {
    const found = await lookup(hostname.replace(/^\[|\]$/g, ''), { all: true });
    if (found.some(({ address }) => isPrivate(address))) throw privateAddress(hostname);
  }
  return fetch(url, options);
}
