import { type Db, openSnapshot, type Tx } from '../db/database.ts';
import type { Vault } from '../vault.ts';
import type { Fault } from './audit.ts';
import { listClosings } from './closing-store.ts';
import { markOf, type Value } from './leaf.ts';
import { openEntry } from './read-entries.ts';
import { mapSealedEntries, type SealedEntry } from './read-store.ts';
import { parseLeaf } from './receipt.ts';
import { countErased, type IndexLine, listIndexLines, listStrayIds } from './value-store.ts';

/**
 * Opens all that is sealed for the entries, and holds it against the digests in them and against what the index says of them. What was
 * erased is not missed: each entry knows how many values it was born with, and the entry of each erasure how many it took.
 */
export async function* valueFaults({ db, vault }: { readonly db: Db; readonly vault: Vault }): AsyncGenerator<Fault> {
  const snapshot = await openSnapshot(db);
  try {
    yield* faultsIn(snapshot, vault);
  } finally {
    await snapshot.rollback();
  }
}

async function* faultsIn(db: Tx, vault: Vault): AsyncGenerator<Fault> {
  let declared = 0;
  for (let after = '-1'; ;) {
    const lines = await listIndexLines(db, { after, limit: 1_000 });
    const sealed = await mapSealedEntries(
      db,
      lines.map(({ entryId }) => entryId),
    );
    for (const line of lines) {
      const looked = look(vault, line, sealed.get(line.entryId));
      declared += looked.declared;
      for (const fault of looked.faults) yield { ...fault, entryId: line.entryId };
    }
    const last = lines.at(-1);
    if (!last) break;
    after = last.entryId;
  }
  const erased = await countErased(db);
  const isWhole = (await listClosings(db)).every(({ droppedAt }) => droppedAt === null);
  // the entries of erasures may be dropped with their volume; what they took stays taken
  if (isWhole ? erased !== declared : erased < declared)
    yield { kind: 'missing', detail: `${erased} sealed values are said to be erased; the entries of the erasures say ${declared}` };
  for (const { table, entryId } of await listStrayIds(db))
    yield { kind: 'inserted', entryId, detail: `a row of ${table} is about an entry that does not exist` };
}

/** What is wrong with an entry's values, and how many it says an erasure took. */
function look(vault: Vault, line: IndexLine, sealed: SealedEntry | undefined): { faults: Fault[]; declared: number } {
  try {
    const fields = Object.fromEntries(openEntry(vault, sealed).map(({ name, value }) => [name, value]));
    const declared = line.event === 'subject_erased' ? Number(fields['values'] ?? 0) : 0;
    return { faults: [...numberFaults(line, bornWith(vault, sealed)), ...lineFaults(line, fields)], declared };
  } catch (error) {
    const detail = `a sealed value does not open: ${error instanceof Error ? error.message : 'unreadable'}`;
    return { faults: [{ kind: 'altered', detail }], declared: 0 };
  }
}

/** For how many subjects something was sealed when it was written; null: before entries had a mark of it. */
function bornWith(vault: Vault, sealed: SealedEntry | undefined): number | null {
  if (!sealed) return null;
  const { id, _sd } = parseLeaf(sealed.leaf);
  return [0, 1, 2, 3].find((subjects) => _sd.includes(markOf(vault, id, subjects))) ?? null;
}

function* numberFaults({ sealed, erased, said }: IndexLine, born: number | null): Generator<Fault> {
  const isNamed = said['person'] !== null || said['helper'] !== null;
  if (born === null ? isNamed && sealed === 0 : sealed + erased < born)
    yield { kind: 'missing', detail: 'what is sealed for it is gone, and no erasure took it' };
  if (born !== null && sealed + erased > born) yield { kind: 'inserted', detail: 'more is sealed for it than was recorded' };
}

function* lineFaults(line: IndexLine, fields: Readonly<Record<string, Value>>): Generator<Fault> {
  if (!line.isIndexed) {
    yield { kind: 'missing', detail: 'its line in the index is gone' };
    return;
  }
  if (!line.isTold) yield { kind: 'altered', detail: 'the index gives it another instant, event or mandate' };
  yield* disagreements(line, fields);
}

/** A field is not missed where its subject may have been erased: one whom the index still names was not. */
function* disagreements({ said }: IndexLine, fields: Readonly<Record<string, Value>>): Generator<Fault> {
  for (const [name, value] of Object.entries(said)) {
    const holder = name === 'helper' || name === 'organisation' ? 'helper' : 'person';
    const isErased = fields[name] === undefined && said[holder] === null;
    if (value !== (fields[name] ?? null) && !isErased)
      yield { kind: 'altered', detail: `the index gives it another ${name} than was recorded` };
  }
}
