import type { Vault } from '../vault.ts';

/** A keyed fingerprint of a device, of this draft alone: two of one draft can be compared, and nothing else be learnt from it. */
export function devicePrint(vault: Vault, draftId: string, traits: string): Buffer {
  return vault.fingerprint('device', `${draftId}/${traits}`);
}
