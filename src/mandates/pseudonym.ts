import type { PivotIdentity } from '../people/person.ts';

/** Whom a mandate is about, for those who need not know: an initial, and how the mandate's reference begins. */
export function pseudonym({ givenName }: Pick<PivotIdentity, 'givenName'>, mandateId: string): string {
  return `${/\p{L}/u.exec(givenName)?.[0].toLocaleUpperCase('fr') ?? '?'}. ${mandateReference(mandateId)}`;
}

/** How the reference printed on the paper begins: enough to find a mandate of one's organisation again. */
export function mandateReference(mandateId: string): string {
  return mandateId.slice(0, 8).toUpperCase();
}
