import type { Db, Tx } from '../db/database.ts';
import { openSealed, sealForSubject } from '../journal/subject-keys.ts';
import type { Vault } from '../vault.ts';
import type { Application, Declaration, OrganisationFacts, People } from './application.ts';
import { applicationColumns, factsOf, type ApplicationRow } from './application-rows.ts';

/** Somebody begins; nothing is said yet but where to write to. */
export async function insertApplication(
  { tx, vault, at }: { readonly tx: Tx; readonly vault: Vault; readonly at: Date },
  {
    people,
    mailbox,
    renewal,
    ...application
  }: Pick<Application, 'id' | 'subjectRef' | 'language' | 'expiresAt'> & {
    readonly people: People;
    readonly mailbox: Buffer;
    /** A certified body that asks for more time, and how many belong to it. */
    readonly renewal?: { readonly of: string; readonly members: number; readonly facts: OrganisationFacts | null };
  },
): Promise<void> {
  const sealed = await sealPeople({ tx, vault }, application, people);
  await tx
    .insert({
      ...{ id: application.id, subject_ref: application.subjectRef, mailbox, people: sealed, language: application.language },
      ...{ state: 'draft', created_at: at, changed_at: at, expires_at: application.expiresAt },
      ...(renewal && { renews: renewal.of, helpers_count: renewal.members, ...(renewal.facts && factsOf(renewal.facts)) }),
    })
    .into('applications');
}

export async function findApplication(db: Db | Tx, vault: Vault, id: string): Promise<Application | undefined> {
  return openApplication(vault, (await selectApplications(db).where('applications.id', id).first()) as ApplicationRow | undefined);
}

/** Read and held until the transaction ends. */
export async function lockApplication(
  { tx, vault }: { readonly tx: Tx; readonly vault: Vault },
  id: string,
): Promise<Application | undefined> {
  return openApplication(
    vault,
    (await selectApplications(tx).where('applications.id', id).forUpdate('applications').first()) as ApplicationRow | undefined,
  );
}

/** The certified body an application asks more time for; null for one that asks for the first time, or is not there. */
export async function findRenewed(db: Db | Tx, id: string): Promise<string | null> {
  return (
    ((await db.select({ renews: 'renews' }).from('applications').where('id', id).first()) as Pick<Application, 'renews'> | undefined)
      ?.renews ?? null
  );
}

/** The application of a mailbox that is under way, the latest. */
export async function findByMailbox(db: Db | Tx, vault: Vault, mailbox: Buffer): Promise<Application | undefined> {
  const rows = selectApplications(db).where({ mailbox }).whereIn('state', ['draft', 'submitted', 'changes_requested']);
  return openApplication(vault, (await rows.orderBy('applications.created_at', 'desc').first()) as ApplicationRow | undefined);
}

/** Whether another application for this body waits for an answer. */
export async function isUnderway(db: Db | Tx, siret: string, { id }: Pick<Application, 'id'>): Promise<boolean> {
  const rows = db.select('id').from('applications').where({ siret }).whereIn('state', ['submitted', 'changes_requested']);
  return (await rows.whereNot('id', id).first()) !== undefined;
}

/** What may change of an application; each change gives the applicant their time anew. */
export interface ApplicationChange {
  readonly organisation?: OrganisationFacts;
  readonly people?: People;
  readonly declarations?: readonly Declaration[];
  readonly changedAt: Date;
  readonly expiresAt?: Date;
}

export async function setApplication(
  { tx, vault }: { readonly tx: Tx; readonly vault: Vault },
  application: Application,
  { organisation, people, declarations, changedAt, expiresAt }: ApplicationChange,
): Promise<void> {
  await tx('applications')
    .where('id', application.id)
    .update({
      ...(organisation && factsOf(organisation)),
      ...(people && { people: await sealPeople({ tx, vault }, application, people), helpers_count: people.helpers.length }),
      ...(declarations && { declarations }),
      ...{ changed_at: changedAt, ...(expiresAt && { expires_at: expiresAt }) },
    });
}

/** Applications, with what opens them; for the store of renewals. */
export function selectApplications(db: Db | Tx) {
  return db
    .select({ ...applicationColumns, wrapped: 'keys.wrapped_dek' })
    .from('applications')
    .leftJoin({ keys: 'journal.subject_keys' }, 'keys.subject_ref', 'applications.subject_ref');
}

function sealPeople(
  seals: { readonly tx: Tx; readonly vault: Vault },
  { id, subjectRef }: Pick<Application, 'id' | 'subjectRef'>,
  people: People,
) {
  return sealForSubject(seals, subjectRef, { context: peopleContext(id), plain: JSON.stringify(people) });
}

function peopleContext(id: string): string {
  return `application/${id}/people`;
}

/** A row, opened. */
export function openApplication(vault: Vault, row: ApplicationRow | undefined): Application | undefined {
  if (!row) return undefined;
  const {
    id,
    subjectRef,
    people,
    wrapped,
    siret,
    name,
    kind,
    address,
    postalCode,
    city,
    territory,
    phone,
    email,
    website,
    openingHours,
    ...rest
  } = row;
  const facts = { siret, name, kind, address, postalCode, city, territory, phone, email, website, openingHours };
  const plain = people && wrapped && openSealed(vault, { subjectRef, wrapped, context: peopleContext(id), value: people });
  return {
    ...rest,
    ...{ id, subjectRef },
    organisation: facts.siret === null ? null : (facts as OrganisationFacts), // written together
    people: plain ? (JSON.parse(plain) as People) : null, // sealed by us
  };
}
