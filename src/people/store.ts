import type { Db, Tx, Work } from '../db/database.ts';
import type { Language } from '../http/languages.ts';
import { openSealed } from '../journal/subject-keys.ts';
import type { Vault } from '../vault.ts';
import type { IdentityPrints } from './identity-prints.ts';
import { identityContext, type Person, type PivotIdentity } from './person.ts';

interface Row {
  readonly id: string;
  readonly subjectRef: string;
  /** Null for who was erased while we waited for the row: the key read before is not there any more either. */
  readonly identity: Buffer | null;
  readonly language: string;
  readonly wrapped: Buffer | null;
}

const columns = {
  id: 'people.id',
  subjectRef: 'people.subject_ref',
  identity: 'people.identity',
  language: 'people.language',
  wrapped: 'subject_keys.wrapped_dek',
} as const;

/** Found and locked, so that two sign-ins at once do not both refresh it. */
export async function lockByUpstreamSubject({ tx, vault }: Work, upstreamSubjectHash: Buffer): Promise<Person | undefined> {
  const row = (await people(tx).where('upstream_subject_hash', upstreamSubjectHash).forUpdate('people').first()) as Row | undefined;
  return row && open(vault, row);
}

/** Found and held alone: two mandates of one person are concluded one after the other. */
export async function lockPerson({ tx, vault }: Work, id: string): Promise<Person | undefined> {
  const row = (await people(tx).where('people.id', id).forUpdate('people').first()) as Row | undefined;
  return row && open(vault, row);
}

export async function findPerson(db: Db | Tx, vault: Vault, id: string): Promise<Person | undefined> {
  return (await listPeople(db, vault, [id]))[0];
}

/** Those whose key is not destroyed. */
export async function listPeople(db: Db | Tx, vault: Vault, ids: readonly string[]): Promise<Person[]> {
  const rows = (await people(db).where('people.id', db.raw('any(:ids::uuid[])', { ids: [...ids] }))) as Row[];
  return rows.flatMap((row) => open(vault, row) ?? []);
}

export async function insertPerson(
  tx: Tx,
  person: {
    readonly id: string;
    readonly subjectRef: string;
    readonly upstreamSubjectHash: Buffer;
    readonly identity: Buffer;
    readonly identifiedAt: Date;
  } & IdentityPrints,
): Promise<void> {
  await tx
    .insert({
      id: person.id,
      subject_ref: person.subjectRef,
      upstream_subject_hash: person.upstreamSubjectHash,
      identity: person.identity,
      identity_print: person.identityPrint,
      birthplace_print: person.birthplacePrint,
      identified_at: person.identifiedAt,
      created_at: person.identifiedAt,
    })
    .into('people');
}

export async function setIdentity(
  tx: Tx,
  id: string,
  { identity, identifiedAt, ...prints }: { readonly identity: Buffer; readonly identifiedAt: Date } & IdentityPrints,
): Promise<void> {
  const { identityPrint, birthplacePrint } = prints;
  await tx('people')
    .where('id', id)
    .update({ identity, identified_at: identifiedAt, identity_print: identityPrint, birthplace_print: birthplacePrint });
}

/** Who they were is no longer kept, nor how they would be recognised: whoever comes back is somebody new. */
export async function setErased(tx: Tx, id: string, at: Date): Promise<void> {
  await tx('people').where('id', id).update({ identity: null, upstream_subject_hash: null, erased_at: at });
}

/** The language a person chose for good; null while they chose none. */
export async function personLanguage(db: Db | Tx, id: string): Promise<Language | null> {
  const row = (await db.select('language').from('people').where('id', id).whereNotNull('language_chosen_at').first()) as
    { language: Language } | undefined; // written by setLanguage alone
  return row?.language ?? null;
}

export async function setLanguage(tx: Tx, id: string, { language, at }: { readonly language: Language; readonly at: Date }): Promise<void> {
  await tx('people').where('id', id).update({ language, language_chosen_at: at });
}

function people(db: Db | Tx) {
  return db
    .select(columns)
    .from('people')
    .joinRaw('join journal.subject_keys as subject_keys on subject_keys.subject_ref = people.subject_ref');
}

function open(vault: Vault, { id, subjectRef, identity, language, wrapped }: Row): Person | undefined {
  if (!wrapped || !identity) return undefined;
  const text = openSealed(vault, { subjectRef, wrapped, context: identityContext(id), value: identity });
  return { id, subjectRef, language, identity: JSON.parse(text) as PivotIdentity }; // sealed by us, from a PivotIdentity
}
