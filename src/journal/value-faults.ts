import type { Fault } from './audit.ts';
import { openEntry, type ReadNeeds } from './read-entries.ts';
import { mapSealedEntries, type SealedEntry } from './read-store.ts';
import { type IndexLine, listIndexLines, listStrayIds } from './value-store.ts';

/**
 * Opens all that is sealed for the entries, and holds it against the digests in them and against what the index says of them. What was
 * erased is not missed.
 */
export async function* valueFaults({ db, vault }: ReadNeeds): AsyncGenerator<Fault> {
  for (let after = '-1'; ;) {
    const lines = await listIndexLines(db, { after, limit: 1_000 });
    const sealed = await mapSealedEntries(
      db,
      lines.map(({ entryId }) => entryId),
    );
    for (const line of lines)
      for (const fault of faultsOfLine(line, () => openEntry(vault, sealed.get(line.entryId)), sealed.get(line.entryId)))
        yield { ...fault, entryId: line.entryId };
    const last = lines.at(-1);
    if (!last) break;
    after = last.entryId;
  }
  for (const { table, entryId } of await listStrayIds(db))
    yield { kind: 'inserted', entryId, detail: `a row of ${table} is about an entry that does not exist` };
}

function* faultsOfLine(line: IndexLine, open: () => ReturnType<typeof openEntry>, sealed: SealedEntry | undefined): Generator<Fault> {
  if (!line.isIndexed) {
    yield { kind: 'missing', detail: 'its line in the index is gone' };
    return;
  }
  if (!line.isTold) yield { kind: 'altered', detail: 'the index gives it another instant or event' };
  const isNamed = line.said['person'] !== null || line.said['helper'] !== null;
  if (isNamed && sealed?.values.length === 0) yield { kind: 'missing', detail: 'what is sealed for it is gone' };
  try {
    yield* disagreements(line, Object.fromEntries(open().map(({ name, value }) => [name, value])));
  } catch (error) {
    yield { kind: 'altered', detail: `a sealed value does not open: ${error instanceof Error ? error.message : 'unreadable'}` };
  }
}

/** A field is not missed where its subject may have been erased: one whom the index still names was not. */
function* disagreements({ said }: IndexLine, fields: Readonly<Record<string, unknown>>): Generator<Fault> {
  for (const [name, value] of Object.entries(said)) {
    const holder = name === 'helper' || name === 'organisation' ? 'helper' : 'person';
    const isErased = fields[name] === undefined && said[holder] === null;
    if (value !== (fields[name] ?? null) && !isErased)
      yield { kind: 'altered', detail: `the index gives it another ${name} than was recorded` };
  }
}
