import type { Db, Tx } from '../db/database.ts';
import { type ExportFormat, type ExportState, stateOf } from './export.ts';

/** An export as it is kept; `words` say what is looked for, sealed with the supervisor's key; null once whom it is about was erased. */
export interface KeptExport {
  readonly id: string;
  readonly words: Buffer | null;
  readonly format: ExportFormat;
  readonly isNamed: boolean;
  /** The last entry that may be in it: the same file each time it is taken. */
  readonly upto: string;
  readonly askedAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly lines: number;
  /** How many lines there may be, when that is known. */
  readonly expected: number | null;
  /** What we signed of the whole file, once it was written to its end. */
  readonly seal: string | null;
  readonly state: ExportState;
}

const columns = {
  id: 'id',
  words: 'words',
  format: 'format',
  isNamed: 'is_named',
  upto: 'upto',
  askedAt: 'asked_at',
  startedAt: 'started_at',
  finishedAt: 'finished_at',
  lines: 'lines',
  expected: 'expected',
  seal: 'seal',
} as const;

export type NewExport = Pick<KeptExport, 'id' | 'words' | 'format' | 'isNamed' | 'askedAt' | 'expected'> & {
  readonly helperId: string;
  readonly identityPrint: Buffer | null;
};

/** Up to the last entry there is now. */
export async function insertExport(tx: Tx, asked: NewExport): Promise<void> {
  await tx.raw(
    `insert into supervision_exports (id, helper_id, words, format, is_named, upto, asked_at, expected, identity_print)
     select :id, :helperId, :words, :format, :isNamed, coalesce(max(entry_id), 0), :askedAt, :expected, :identityPrint from journal.entry_index`,
    { ...asked },
  );
}

/** An export of this supervisor; another's and none are the same. */
export async function findExport(
  db: Db | Tx,
  { id, helperId }: { readonly id: string; readonly helperId: string },
): Promise<KeptExport | undefined> {
  const row = (await db.select(columns).from('supervision_exports').where({ id, helper_id: helperId }).first()) as Row | undefined;
  return row && numbers(row);
}

/** A supervisor's exports, the latest first. */
export async function listExports(db: Db | Tx, helperId: string): Promise<KeptExport[]> {
  const query = db.select(columns).from('supervision_exports').where('helper_id', helperId).orderBy('asked_at', 'desc').limit(50);
  return ((await query) as Row[]).map(numbers);
}

export async function setStarted(tx: Tx, id: string, at: Date): Promise<void> {
  await tx('supervision_exports').where('id', id).update({ started_at: at, finished_at: null, seal: null, lines: 0 });
}

/** How far it has come. */
export async function setLines(db: Db, id: string, lines: number): Promise<void> {
  await db('supervision_exports').where('id', id).update({ lines });
}

export async function setFinished(
  tx: Tx,
  id: string,
  { at, seal, lines }: { readonly at: Date; readonly seal: string; readonly lines: number },
): Promise<void> {
  await tx('supervision_exports').where('id', id).update({ finished_at: at, seal, lines });
}

type Row = Omit<KeptExport, 'state' | 'lines' | 'expected'> & { readonly lines: string; readonly expected: string | null };

function numbers(row: Row): KeptExport {
  return { ...row, state: stateOf(row), lines: Number(row.lines), expected: row.expected === null ? null : Number(row.expected) };
}
