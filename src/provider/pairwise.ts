import { createHmac } from 'node:crypto';
import type { Client } from './client.ts';

/** What a client knows somebody or something by: another name at each client, and no way back from it. */
export function pairwise(
  key: Buffer,
  clientId: string,
  of: { readonly kind: 'person' | 'helper' | 'mandate'; readonly id: string },
): string {
  return createHmac('sha256', key).update(`${of.kind}\0${clientId}\0${of.id}`).digest('base64url');
}

/** Of whom `sub` speaks: the person, or the helper where the client asked to see them first. */
export function subjectFor(
  key: Buffer,
  client: Client,
  { personId, helperId }: { readonly personId: string; readonly helperId: string },
): string {
  const isHelperFirst = client.delegationMode === 'aware-represents';
  return pairwise(key, client.id, isHelperFirst ? { kind: 'helper', id: helperId } : { kind: 'person', id: personId });
}

/** The library's account: the use, and the `sub` the client is told. It never leaves the house. */
export function accountOf(useId: string, subject: string): string {
  return `${useId}.${subject}`;
}

/** The use an account stands for. */
export function useIdOf(accountId: string): string {
  return accountId.slice(0, 36);
}

/** The `sub` of an account. */
export function subjectOf(accountId: string): string {
  return accountId.slice(37);
}
