import { randomBytes, randomUUID } from 'node:crypto';
import type { Db, Tx, Work } from '../db/database.ts';
import { openWith, sealWith, type Vault } from '../vault.ts';
import * as store from './subject-key-store.ts';

/** The subject of what concerns no person: clients, keys, the service itself. */
export const serviceSubject = '00000000-0000-4000-8000-000000000000';

/** Gives a new subject a key of its own. Returns its reference. */
export async function createSubject(work: Work, subjectRef: string = randomUUID()): Promise<string> {
  await store.insertSubjectKey(work.tx, {
    subjectRef,
    keyId: work.vault.keyId,
    wrapped: wrap(work.vault, subjectRef, randomBytes(32)),
    createdAt: work.at,
  });
  return subjectRef;
}

/** Seals a value with a subject's own key; `context` says where it lies. */
export async function sealForSubject(
  { tx, vault }: Pick<Work, 'tx' | 'vault'>,
  subjectRef: string,
  { context, plain }: { readonly context: string; readonly plain: string },
): Promise<Buffer> {
  const known = remembered.get(tx)?.get(subjectRef);
  const wrapped = known ?? (await store.listSubjectKeys(tx, [subjectRef]))[0]?.wrapped ?? null;
  return sealWith(unwrap(vault, { subjectRef, wrapped }), context, plain);
}

/** Keeps the wrapped keys that a transaction has read, until it ends. */
export function rememberKeys({ tx }: Pick<Work, 'tx'>, keys: ReadonlyMap<string, Buffer | null>): void {
  remembered.set(tx, new Map([...(remembered.get(tx) ?? []), ...keys]));
}

const remembered = new WeakMap<Tx, ReadonlyMap<string, Buffer | null>>();

/** Opens what `sealForSubject` sealed; null once the subject's key is destroyed. */
export async function openForSubject(
  db: Db | Tx,
  vault: Vault,
  sealed: { readonly subjectRef: string; readonly context: string; readonly value: Buffer },
): Promise<string | null> {
  const [row] = await store.listSubjectKeys(db, [sealed.subjectRef]);
  return row?.wrapped ? openSealed(vault, { ...sealed, wrapped: row.wrapped }) : null;
}

/** Opens a sealed value whose wrapped key was read beside it. */
export function openSealed(
  vault: Vault,
  sealed: { readonly subjectRef: string; readonly wrapped: Buffer; readonly context: string; readonly value: Buffer },
): string {
  return openWith(unwrap(vault, sealed), sealed.context, sealed.value).toString();
}

/** The data encryption key of a subject. Throws when it was destroyed. */
export function unwrap(vault: Vault, { subjectRef, wrapped }: { readonly subjectRef: string; readonly wrapped: Buffer | null }): Buffer {
  if (!wrapped) throw new Error(`the key of subject ${subjectRef} does not exist or was destroyed`);
  return vault.open('subject-key', subjectRef, wrapped);
}

function wrap(vault: Vault, subjectRef: string, dek: Buffer): Buffer {
  return vault.seal('subject-key', subjectRef, dek);
}
