import type { Db, Tx } from '../db/database.ts';
import { joinPerson, personColumns, personIn, type PersonRow, rowsFor, searched } from '../people/joined-store.ts';
import type { Person } from '../people/person.ts';
import type { Vault } from '../vault.ts';
import { isOfNamed, searchPrints } from './name-prints.ts';

/** A question asked by SMS about a draft. */
export interface SmsQuestion {
  readonly draftId: string;
  readonly personId: string;
  /** The keyed fingerprint of the number it went to; null once the person was erased. */
  readonly print: Buffer | null;
  /** The exact terms it was about. */
  readonly termsHash: Buffer;
  /** What was said, sealed with the person's key. */
  readonly words: Buffer;
  /** The question in the outbox. */
  readonly messageId: string;
  readonly askedAt: Date;
  /** When an answer that was neither yes nor no had it asked once more. */
  readonly askedAgainAt: Date | null;
  /** When a second such answer ended it. */
  readonly givenUpAt: Date | null;
}

const columns = {
  draftId: 'draft_id',
  personId: 'person_id',
  print: 'print',
  termsHash: 'terms_hash',
  words: 'words',
  messageId: 'message_id',
  askedAt: 'asked_at',
  askedAgainAt: 'asked_again_at',
  givenUpAt: 'given_up_at',
} as const;

export async function insertQuestion(tx: Tx, question: Omit<SmsQuestion, 'askedAgainAt' | 'givenUpAt'>): Promise<void> {
  const row = Object.entries(columns).map(([name, column]) => [column, question[name as keyof typeof question] ?? null]);
  await tx.insert(Object.fromEntries(row)).into('sms_questions');
}

export async function findQuestion(db: Db | Tx, draftId: string): Promise<SmsQuestion | undefined> {
  return (await db.select(columns).from('sms_questions').where('draft_id', draftId).first()) as SmsQuestion | undefined;
}

/** The latest question that went to a number, since `since`. */
export async function findLatestQuestion(
  tx: Tx,
  { print, since }: { readonly print: Buffer; readonly since: Date },
): Promise<SmsQuestion | undefined> {
  const latest = tx.select(columns).from('sms_questions').where({ print }).where('asked_at', '>', since).orderBy('asked_at', 'desc');
  return (await latest.first()) as SmsQuestion | undefined;
}

/** Whether a question that went to this number still waits for its answer. */
export async function hasOpenQuestion(tx: Tx, { print, at }: { readonly print: Buffer; readonly at: Date }): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    `select from sms_questions join mandate_drafts on mandate_drafts.id = sms_questions.draft_id
      where print = :print and state = 'awaiting_person' and lapses_at > :at limit 1`,
    { print, at },
  );
  return rows.length > 0;
}

export async function setAskedAgain(tx: Tx, draftId: string, at: Date): Promise<void> {
  await tx('sms_questions').where({ draft_id: draftId, asked_again_at: null }).update({ asked_again_at: at });
}

export async function setGivenUp(tx: Tx, draftId: string, at: Date): Promise<void> {
  await tx('sms_questions').where({ draft_id: draftId, given_up_at: null }).update({ given_up_at: at });
}

/** The number of somebody who is erased is forgotten. */
export async function forgetQuestioned(tx: Tx, personId: string): Promise<void> {
  await tx('sms_questions').where('person_id', personId).update({ print: null });
}

interface Known {
  readonly organisationId: string;
  /** Identified since then. */
  readonly since: Date;
}

/** Whether somebody signed in upstream for a mandate of this organisation since `since`. */
export async function isKnownTo(tx: Tx, { personId, ...known }: Known & { readonly personId: string }): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(`select ${fromKnown} and mandates.person_id = :personId limit 1`, {
    ...{ ...known, personId },
  });
  return rows.length > 0;
}

/** The persons this organisation may ask by SMS, as far as a list can tell. */
export async function listAskable(
  db: Db,
  vault: Vault,
  { search, limit, ...known }: Known & { readonly search: string; readonly limit: number },
): Promise<Person[]> {
  const { rows } = await db.raw<{ rows: PersonRow[] }>(
    `select ${personColumns} from (
       select mandates.person_id as of_person, max(mandates.concluded_at) as latest ${fromKnown}
          and exists (select from contacts where contacts.person_id = mandates.person_id
                         and channel = 'sms' and confirmed_at is not null and removed_at is null)
          and ${isOfNamed}
        group by mandates.person_id order by latest desc limit :limit) as known
       ${joinPerson('known.of_person')} order by known.latest desc`,
    { ...known, ...rowsFor({ search, limit }), ...searchPrints(vault, known.organisationId, search) },
  );
  return searched(
    rows.map((row) => ({ person: personIn(vault, row) })),
    { search, limit },
  ).map(({ person }) => person);
}

const fromKnown = `from mandates join mandate_drafts on mandate_drafts.id = mandates.id
   where mandates.organisation_id = :organisationId and mandate_drafts.identified_at > :since`;
