import type { Db, Tx } from '../db/database.ts';
import type { Vault } from '../vault.ts';
import type { EventName } from './events.ts';
import { digestOf, disclosure, openFields, type Value } from './leaf.ts';
import { listEntriesOfUses, mapSealedEntries, type SealedEntry } from './read-store.ts';
import { parseLeaf } from './receipt.ts';
import { type About, type EntryPage, type IndexedEntry, listEntries } from './store.ts';
import { unwrap } from './subject-keys.ts';

export interface ReadNeeds {
  readonly db: Db | Tx;
  readonly vault: Vault;
}

/** An entry, with its sealed fields as far as they open: those of a subject whose key was destroyed are not there. */
export interface ReadEntry extends IndexedEntry {
  readonly fields: Readonly<Record<string, Value>>;
}

/** A field that opens, whose it is, and the disclosure that proves it. */
export interface OpenedField {
  readonly subjectRef: string;
  readonly name: string;
  readonly value: Value;
  readonly disclosure: string;
}

/**
 * A page of the entries about a person, a helper or a mandate, opened. The next page goes on before (or after) the `entryId` of the last.
 * Whether the reader may see them is the caller's to decide, and to record.
 */
export async function readEntries(needs: ReadNeeds, about: About, page: EntryPage): Promise<ReadEntry[]> {
  return opened(needs, await listEntries(needs.db, about, page));
}

/** The entries of these events about these uses, opened, in the order they were written. Whether the reader may see them is the caller's to decide. */
export async function readEntriesOfUses(needs: ReadNeeds, useIds: readonly string[], events: readonly EventName[]): Promise<ReadEntry[]> {
  return opened(needs, await listEntriesOfUses(needs.db, useIds, events));
}

async function opened(needs: ReadNeeds, entries: readonly IndexedEntry[]): Promise<ReadEntry[]> {
  const sealed = await mapSealedEntries(
    needs.db,
    entries.map(({ entryId }) => entryId),
  );
  return entries.map((entry) => {
    const fields = openEntry(needs.vault, sealed.get(entry.entryId));
    return { ...entry, fields: Object.fromEntries(fields.map(({ name, value }) => [name, value])) };
  });
}

/** The fields of an entry that open, each held against the digest that was recorded. Throws when one is not what was recorded. */
export function openEntry(vault: Vault, entry: SealedEntry | undefined): OpenedField[] {
  if (!entry) return [];
  const leaf = parseLeaf(entry.leaf);
  return entry.values.flatMap(({ subjectRef, blob, wrapped }) => {
    const dek = unwrap(vault, { subjectRef, wrapped });
    return Object.entries(openFields(leaf.id, { subjectRef, dek, blob })).map(([name, value]) => {
      const shown = disclosure({ dek, id: leaf.id, name, value });
      if (!leaf._sd.includes(digestOf(shown))) throw new Error(`the field ${name} of the entry ${leaf.id} is not the one recorded`);
      return { subjectRef, name, value, disclosure: shown };
    });
  });
}
