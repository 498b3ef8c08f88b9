import { copyText, type Row, type Target } from '../db/copy-in.ts';
import { openOwner, type DatabaseSource } from '../db/database.ts';
import type { Loader } from '../db/loader.ts';
import { entryColumns } from '../journal/laid-entries.ts';
import type { HistoryRows } from './history-scene.ts';

/** What a draft and its mandate both say. */
const agreed = [
  ...['id', 'journal_ref', 'organisation_id', 'helper_id', 'person_id', 'duration', 'language', 'starts_at', 'expires_at', 'agreed_at'],
  ...['terms_hash', 'terms'],
];

const into = (table: string, columns: readonly string[]): Target => ({ table, columns });

/** The tables of a history, each after those it refers to. */
const targets = {
  subjects: into('journal.subject_keys', ['subject_ref', 'kek_id', 'wrapped_dek', 'created_at']),
  organisations: into('organisations', [
    ...['id', 'siret', 'name', 'kind', 'address', 'territory', 'excluded_procedures'],
    ...['certified_at', 'certification_expires_at', 'created_at'],
  ]),
  helpers: into('helpers', [
    ...['id', 'subject_ref', 'email', 'duty', 'given_name', 'family_name', 'certified_at', 'certification_expires_at'],
    ...['created_at', 'signed_in_at'],
  ]),
  memberships: into('memberships', ['helper_id', 'organisation_id', 'role', 'joined_at']),
  people: into('people', [
    ...['id', 'subject_ref', 'upstream_subject_hash', 'language', 'identified_at', 'created_at'],
    ...['identity', 'identity_print', 'birthplace_print'],
  ]),
  drafts: into('mandate_drafts', [...agreed, 'procedures', 'state', 'identified_at', 'lapses_at', 'created_at']),
  mandates: into('mandates', [...agreed, 'concluded_at', 'revoked_at']),
  procedures: into('mandate_procedures', ['mandate_id', 'procedure', 'revoked_at', 'end_cause', 'channel']),
  uses: into('uses', [
    ...['id', 'txn', 'mandate_id', 'person_id', 'helper_id', 'organisation_id', 'client_id', 'client_name', 'procedure'],
    ...['used_at', 'disclosed_at', 'ended_at', 'signalled_at'],
  ]),
  signals: into('signals', [
    ...['id', 'use_id', 'client_id', 'mandate_id', 'procedure', 'kind', 'created_at', 'due_at', 'expires_at'],
    ...['attempts', 'answer', 'told_at'],
  ]),
  entries: into('journal.entries', entryColumns.entries),
  sealed: into('journal.sealed_values', entryColumns.sealed),
  index: into('journal.entry_index', entryColumns.index),
  chains: into('journal.mandate_chains', entryColumns.chains),
} as const satisfies Readonly<Record<keyof HistoryRows, Target>>;

const names = Object.keys(targets) as (keyof HistoryRows)[]; // its own keys

/** Those that millions of rows are brought into: the others keep their triggers. */
export const longTables: readonly string[] = (
  ['subjects', 'people', 'drafts', 'mandates', 'procedures', 'uses', 'entries', 'sealed', 'index'] as const
).map((name) => targets[name].table);

/** What happened, as rows or as the text of COPY. */
export type Sheaf = Readonly<Partial<Record<keyof HistoryRows, readonly Row[] | Uint8Array>>>;

export function sheafOf(rows: HistoryRows): Sheaf {
  return Object.fromEntries(names.map((name) => [name, copyText(rows[name])]));
}

/** Brings what happened into the tables. */
export async function load(loader: Loader, sheaf: Sheaf): Promise<void> {
  for (const name of names) {
    const brought = sheaf[name] ?? [];
    if (brought instanceof Uint8Array)
      await loader.loadText(targets[name], Buffer.from(brought.buffer, brought.byteOffset, brought.length));
    else await loader.loadRows(targets[name], brought);
  }
}

/** Where a history may begin. */
export interface Beginning {
  readonly hasMandates: boolean;
  /** How many organisations there are: the next ones take the numbers after them. */
  readonly organisations: number;
  readonly lastEntry: number;
}

export async function readBeginning(loader: Loader): Promise<Beginning> {
  const [found] = await loader.ask<Beginning>(
    `select exists (select from mandate_drafts) as "hasMandates", (select count(*)::int from organisations) as organisations,
            (select case when is_called then last_value else 0 end::int from journal.entry_id) as "lastEntry"`,
  );
  if (!found) throw new Error('the database did not answer');
  return found;
}

/** The numbers go on after these. Throws when a mandate has no entry: what the triggers would have asked for each is asked once for all. */
export async function closeNumbers(loader: Loader, lastEntry: number): Promise<void> {
  const [untraced] = await loader.ask<{ count: number }>(
    `select count(*)::int from mandate_drafts d
      where not exists (select from journal.mandate_chains c where c.mandate_ref = d.journal_ref)
         or not exists (select from mandates m where m.id = d.id)`,
  );
  if (untraced?.count !== 0) throw new Error(`${String(untraced?.count)} mandates have no entry`);
  await loader.ask(`select setval('journal.entry_id', $1)`, [lastEntry]);
}

/** Lets the database count what was laid, as it would in the course of weeks, so that it chooses its ways well. */
export async function settle(source: DatabaseSource): Promise<void> {
  const owner = await openOwner(source);
  try {
    for (const { table } of Object.values(targets)) await owner.raw(`vacuum (analyze) ${table}`);
  } finally {
    await owner.destroy();
  }
}
