import type { Vault } from '../vault.ts';
import { namesInOrder, type PivotIdentity } from './person.ts';

/** Somebody as they are looked for: names and birth date in full, the place when it is known. */
export interface ExactIdentity extends Pick<PivotIdentity, 'givenName' | 'familyName' | 'birthdate'> {
  readonly birthplace?: string;
}

/** The keyed fingerprints of an identity. Who reads them learns nothing; who has the key finds one person, never those beside. */
export interface IdentityPrints {
  readonly identityPrint: Buffer;
  /** The same with the place of birth. */
  readonly birthplacePrint: Buffer;
}

/**
 * Accents, case, hyphens and spaces do not tell two identities apart; anything else does, another letter too: an erasure finds what was kept
 * about somebody by this very fingerprint, which must not come out otherwise than it once did.
 */
export function identityPrints(vault: Vault, { givenName, familyName, birthdate, birthplace = '' }: ExactIdentity): IdentityPrints {
  const identity = [givenName, familyName].map(namesInOrder).concat(birthdate).join('\0');
  return {
    identityPrint: vault.fingerprint('identity', identity),
    birthplacePrint: vault.fingerprint('identity', `${identity}\0${birthplace.toUpperCase()}`),
  };
}
