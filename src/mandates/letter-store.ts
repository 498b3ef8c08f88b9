import type { Tx } from '../db/database.ts';

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
