import type { Db, Tx, Work } from '../db/database.ts';
import { openForSubject, sealForSubject } from '../journal/subject-keys.ts';
import type { Person } from '../people/person.ts';
import type { Vault } from '../vault.ts';
import { newStopCode, stopCodeContext } from './stop-code.ts';
import * as store from './stop-store.ts';

interface OfWhom {
  readonly mandateId: string;
  readonly person: Pick<Person, 'subjectRef'>;
}

/** Gives a new mandate its stop code, in the transaction that concludes it: kept as a fingerprint, and sealed with the person's key. */
export async function makeStopCode(work: Work, { mandateId, person }: OfWhom): Promise<string> {
  const code = newStopCode();
  const sealed = await sealForSubject(work, person.subjectRef, { context: stopCodeContext(mandateId), plain: code });
  await store.insertStopCode(work.tx, { mandateId, print: printOf(work.vault, code), code: sealed, at: work.at });
  return code;
}

/** The code, to be printed again; null for a mandate older than stop codes, or a person whose key was destroyed. */
export async function readStopCode(work: Work, { mandateId, person }: OfWhom): Promise<string | null> {
  const value = await store.findSealedCode(work.tx, mandateId);
  if (!value) return null;
  return openForSubject(work.tx, work.vault, { subjectRef: person.subjectRef, context: stopCodeContext(mandateId), value });
}

/** The mandate that a code ends. */
export function findMandateOfCode(db: Db | Tx, vault: Vault, code: string): Promise<string | undefined> {
  return store.findMandateByPrint(db, printOf(vault, code));
}

function printOf(vault: Vault, code: string): Buffer {
  return vault.fingerprint('stop-code', code);
}
