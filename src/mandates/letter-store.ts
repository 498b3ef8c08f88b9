import type { Db, Tx } from '../db/database.ts';
import { joinPerson, personColumns, personIn, type PersonRow } from '../people/joined-store.ts';
import type { Person } from '../people/person.ts';
import type { Vault } from '../vault.ts';

/** A letter that was printed. */
export interface PrintedLetter {
  readonly id: string;
  readonly personId: string;
  readonly organisationId: string;
  readonly helperId: string;
  readonly printedAt: Date;
}

const columns = {
  id: 'id',
  personId: 'person_id',
  organisationId: 'organisation_id',
  helperId: 'helper_id',
  printedAt: 'printed_at',
} as const;

export async function insertLetter(tx: Tx, letter: PrintedLetter): Promise<void> {
  const row = Object.entries(columns).map(([name, column]) => [column, letter[name as keyof PrintedLetter]]); // its keys
  await tx.insert(Object.fromEntries(row)).into('letters');
}

export async function findLetter(tx: Tx, id: string): Promise<PrintedLetter | undefined> {
  return (await tx.select(columns).from('letters').where('id', id).first()) as PrintedLetter | undefined;
}

/** An organisation's letters that were printed since, with whom each is for, the latest first. */
export async function listPrintedSince(
  db: Db,
  vault: Vault,
  letters: { readonly organisationId: string; readonly since: Date; readonly limit: number },
): Promise<{ readonly id: string; readonly person: Person; readonly printedAt: Date }[]> {
  const { rows } = await db.raw<{ rows: (PersonRow & { id: string; printed_at: Date })[] }>(
    `select letters.id, letters.printed_at, ${personColumns} from letters ${joinPerson('letters.person_id')}
      where letters.organisation_id = :organisationId and letters.printed_at > :since order by letters.printed_at desc limit :limit`,
    letters,
  );
  return rows.map((row) => ({ id: row.id, person: personIn(vault, row), printedAt: row.printed_at }));
}

/** Whether an organisation printed a letter since. */
export async function hasPrintedSince(db: Db, organisationId: string, since: Date): Promise<boolean> {
  const printed = db.select('id').from('letters').where('organisation_id', organisationId).where('printed_at', '>', since);
  return (await printed.first()) !== undefined;
}
