import { createLocalJWKSet, createRemoteJWKSet, customFetch, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { lookup } from 'node:dns/promises';
import { BlockList } from 'node:net';
import type { Client } from './client.ts';
import type { ProviderNeeds } from './needs.ts';

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
    if (found.some(({ address, family }) => within.check(address, family === 6 ? 'ipv6' : 'ipv4')))
      throw new Error(`${hostname} is on a private network`);
  }
  return fetch(url, options);
}

/** Addresses that are not of the public network (RFC 6890). */
const within = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  within.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  within.addSubnet(net, prefix, 'ipv6');
