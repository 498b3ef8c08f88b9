import { createHash } from 'node:crypto';
import type { AdapterPayload } from 'oidc-provider';
import type { Vault } from '../vault.ts';

/** What is kept of an identifier of the library: it cannot be found out from the table. */
export function idHashOf(model: string, id: string): Buffer {
  return createHash('sha256').update(`${model}\0${id}`).digest();
}

/** A payload as it is kept; it opens under its own identifier only. */
export function sealPayload(vault: Vault, idHash: Buffer, payload: AdapterPayload): Buffer {
  return vault.seal('oidc-payload', idHash.toString('hex'), JSON.stringify(payload));
}

/** Undoes `sealPayload`. */
export function openPayload(vault: Vault, idHash: Buffer, sealed: Buffer): AdapterPayload {
  return JSON.parse(vault.open('oidc-payload', idHash.toString('hex'), sealed).toString()) as AdapterPayload; // sealed by us
}
