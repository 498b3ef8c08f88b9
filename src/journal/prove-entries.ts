import { makeReceipt } from './proof.ts';
import { openEntry, type OpenedField, type ReadNeeds } from './read-entries.ts';
import { listEntryIdsOfPerson, mapSealedEntries } from './read-store.ts';
import { listEntries } from './store.ts';
import { findCheckpoint, type PublishedCheckpoint } from './tree-store.ts';

/** Whose fields a proof shows, besides who acted; null: no field at all. */
export type Showing = { readonly subjectRef: string } | null;

/**
 * The proof file of one entry (C2SP tlog-proof), showing the fields of one subject and who acted; the rest stays hidden behind its
 * digests. Null while no published checkpoint covers the entry. Whether the reader may have it is the caller's to decide.
 */
export async function receiptOf(
  needs: ReadNeeds,
  entryId: string,
  { showing, under }: { readonly showing: Showing; readonly under?: PublishedCheckpoint },
): Promise<string | null> {
  const fields = showing ? openEntry(needs.vault, (await mapSealedEntries(needs.db, [entryId])).get(entryId)) : [];
  const disclosures = fields.filter((field) => isShown(field, showing)).map((field) => field.disclosure);
  return makeReceipt(needs.db, { entryId, disclosures, ...(under && { under }) });
}

/**
 * The proof file of a whole mandate or a whole person: the proofs of its entries one after the other, oldest first, all under the last
 * published checkpoint, so that a verifier can follow the chain of each mandate. Entries newer than the checkpoint are not in it.
 * Whether the reader may have it is the caller's to decide.
 */
export async function* receiptsOf(
  needs: ReadNeeds,
  about: { readonly mandateId: string } | { readonly personId: string },
  showing: Showing,
): AsyncGenerator<string> {
  const under = await findCheckpoint(needs.db);
  if (!under) return;
  for (let after = '0', ids = await nextIds(needs, about, after); ids.length > 0; ids = await nextIds(needs, about, after)) {
    for (const entryId of ids) {
      const receipt = await receiptOf(needs, entryId, { showing, under });
      if (receipt !== null) yield receipt;
      after = entryId;
    }
  }
}

async function nextIds(
  { db }: ReadNeeds,
  about: { readonly mandateId: string } | { readonly personId: string },
  after: string,
): Promise<string[]> {
  if ('personId' in about) return listEntryIdsOfPerson(db, about.personId, { after, limit });
  return (await listEntries(db, about, { limit, oldestFirst: true, after })).map(({ entryId }) => entryId);
}

const limit = 200;

/** Who acted is told with every field of the person: an act without its author proves nothing to them. */
function isShown({ subjectRef, name }: OpenedField, showing: Showing): boolean {
  return subjectRef === showing?.subjectRef || name === 'helper' || name === 'organisation';
}
