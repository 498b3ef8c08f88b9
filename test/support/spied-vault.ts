import type { Vault } from '../../src/vault.ts';

/** What a vault was given, and what it made of it. */
export interface Made {
  readonly how: 'sealed' | 'print';
  readonly purpose: string;
  readonly plain: string;
  readonly hex: string;
}

/** A vault that does the same and remembers: afterwards one can look everywhere for what it made. */
export function spied(vault: Vault): { readonly vault: Vault; readonly made: Made[] } {
  const made: Made[] = [];
  const keep = (how: Made['how'], purpose: string, plain: string | Buffer, bytes: Buffer): Buffer => {
    made.push({ how, purpose, plain: plain.toString(), hex: bytes.toString('hex') });
    return bytes;
  };
  const spy: Vault = {
    ...vault,
    seal: (purpose, context, plain) => keep('sealed', purpose, plain, vault.seal(purpose, context, plain)),
    fingerprint: (purpose, value) => keep('print', purpose, value, vault.fingerprint(purpose, value)),
  };
  return { vault: spy, made };
}
