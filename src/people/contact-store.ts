import type { Db, Tx } from '../db/database.ts';
import type { Language } from '../http/languages.ts';
import { openSealed } from '../journal/subject-keys.ts';
import type { Vault } from '../vault.ts';
import { type Contact, contactContext, type Rhythm, type TellingChannel } from './contact.ts';
import type { Person } from './person.ts';

interface Row extends Omit<Contact, 'address'> {
  readonly address: Buffer;
  readonly subjectRef: string;
  readonly wrapped: Buffer;
}

/** A contact as it is written. */
export interface NewContact extends Omit<Contact, 'address'> {
  readonly personId: string;
  readonly sealed: Buffer;
  readonly print: Buffer;
  readonly organisationId: string | null;
  readonly helperId: string | null;
}

/** What a person chose. */
export interface Preferences {
  readonly channel: TellingChannel;
  readonly rhythm: Rhythm;
  readonly language: string;
}

const columns = {
  id: 'contacts.id',
  channel: 'contacts.channel',
  address: 'contacts.address',
  origin: 'contacts.origin',
  confirmedAt: 'contacts.confirmed_at',
  createdAt: 'contacts.created_at',
  subjectRef: 'people.subject_ref',
  wrapped: 'subject_keys.wrapped_dek',
} as const;

/** What a person has now, the oldest first; nothing once their key is destroyed. */
export async function listContacts(db: Db | Tx, vault: Vault, personId: string): Promise<Contact[]> {
  const rows = (await contacts(db).where('contacts.person_id', personId).orderBy('contacts.created_at')) as Row[];
  return rows.map((row) => opened(vault, row));
}

/** One, if it is this person's. Not found and not theirs are the same answer. */
export async function findContact(db: Db | Tx, vault: Vault, { personId, id }: ContactOf): Promise<Contact | undefined> {
  const row = (await contacts(db).where({ 'contacts.person_id': personId, 'contacts.id': id }).first()) as Row | undefined;
  return row && opened(vault, row);
}

interface ContactOf {
  readonly personId: string;
  readonly id: string;
}

export async function insertContact(tx: Tx, contact: NewContact): Promise<void> {
  await tx
    .insert({
      id: contact.id,
      person_id: contact.personId,
      channel: contact.channel,
      address: contact.sealed,
      print: contact.print,
      origin: contact.origin,
      organisation_id: contact.organisationId,
      helper_id: contact.helperId,
      confirmed_at: contact.confirmedAt,
      created_at: contact.createdAt,
    })
    .into('contacts');
}

/** The fingerprints of all a person ever had, by what became of them. */
export async function listPrints(
  tx: Tx,
  personId: string,
): Promise<{ id: string; print: Buffer; origin: string; confirmedAt: Date | null; removedAt: Date | null }[]> {
  return tx
    .select({ id: 'id', print: 'print', origin: 'origin', confirmedAt: 'confirmed_at', removedAt: 'removed_at' })
    .from('contacts')
    .where('person_id', personId);
}

export async function setConfirmed(tx: Tx, id: string, at: Date): Promise<void> {
  await tx('contacts').where({ id, confirmed_at: null, removed_at: null }).update({ confirmed_at: at });
}

/** It is forgotten; its fingerprint stays. */
export async function setRemoved(tx: Tx, id: string, at: Date): Promise<void> {
  await tx('contacts').where({ id, removed_at: null }).update({ removed_at: at, address: null });
}

/** Whether it was this person's, and they removed it. */
export async function isRemoved(tx: Tx, { personId, id }: ContactOf): Promise<boolean> {
  return (await tx('contacts').where({ person_id: personId, id }).whereNotNull('removed_at').first('id')) !== undefined;
}

/** What FranceConnect no longer says, and nobody confirmed. */
export async function deleteContact(tx: Tx, id: string): Promise<void> {
  await tx('contacts').where({ id }).delete();
}

/** Everything by which a person is reached, and how they chose to be told: nothing of it stays, fingerprints neither. */
export async function forgetContacts(tx: Tx, personId: string): Promise<void> {
  await tx('contacts').where('person_id', personId).delete();
  await tx('preferences').where('person_id', personId).delete();
}

export async function findPreferences(db: Db | Tx, personId: string): Promise<Preferences | undefined> {
  const columns = { channel: 'channel', rhythm: 'rhythm', language: 'language' };
  return (await db.select(columns).from('preferences').where('person_id', personId).first()) as Preferences | undefined;
}

export async function putPreferences(tx: Tx, { id }: Pick<Person, 'id'>, preferences: Preferences & { readonly at: Date }): Promise<void> {
  const { channel, rhythm, language, at } = preferences;
  await tx.insert({ person_id: id, channel, rhythm, language, chosen_at: at }).into('preferences').onConflict('person_id').merge();
}

/** In which language a person who chose how to be told is told from now on. */
export async function setLanguageTold(tx: Tx, personId: string, language: Language): Promise<void> {
  await tx('preferences').where('person_id', personId).update({ language });
}

function contacts(db: Db | Tx) {
  return db
    .select(columns)
    .from('contacts')
    .join('people', 'people.id', 'contacts.person_id')
    .joinRaw('join journal.subject_keys as subject_keys on subject_keys.subject_ref = people.subject_ref')
    .whereNull('contacts.removed_at')
    .whereNotNull('subject_keys.wrapped_dek');
}

function opened(vault: Vault, { address, subjectRef, wrapped, ...facts }: Row): Contact {
  return { ...facts, address: openSealed(vault, { subjectRef, wrapped, context: contactContext(facts.id), value: address }) };
}
