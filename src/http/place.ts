import { isIPv6 } from 'node:net';

/**
 * Where a request comes from, for limits: an IPv4 address, or the network (/64) of an IPv6 one. Whoever has one address of such a network
 * has all of them, and would be counted as somebody new at each try.
 */
export function placeOf({ ip = '' }: { readonly ip?: string | undefined }): string {
  if (!isIPv6(ip)) return ip;
  const mapped = /^::ffff:([\d.]+)$/i.exec(ip)?.[1];
  return mapped ?? groupsOf(ip).slice(0, 4).join(':');
}

/** The eight groups of an IPv6 address, in the shortest spelling. */
function groupsOf(ip: string): readonly string[] {
  const [address = ''] = ip.split('%'); // without its zone
  const { hostname } = new URL(`http://[${address}]`);
  const [before = [], after = []] = hostname
    .slice(1, -1)
    .split('::')
    .map((side) => side.split(':').filter(Boolean));
  return [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
}
