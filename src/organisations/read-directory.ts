import { z } from 'zod';
import type { WorkNeeds } from '../db/database.ts';
import { type Place, placeOf } from './directory.ts';
import { listDirectory } from './directory-store.ts';

/** A page of the directory, as somebody reads it. */
export interface DirectoryShown {
  readonly search: string;
  readonly places: readonly Place[];
  /** What asks for the page after it, in an address; null when there is none. */
  readonly next: string | null;
}

const query = z.object({
  q: z.string().trim().max(100).catch(''),
  name: z.string().max(200).optional().catch(undefined),
  id: z.uuid().optional().catch(undefined),
});

/** The organisations that may act now, a page at a time, as an address asks for them. */
export async function readDirectory(
  { db, clock }: Pick<WorkNeeds, 'db' | 'clock'>,
  asked: unknown,
  perPage: number,
): Promise<DirectoryShown> {
  const { q: search, name, id } = query.parse(asked);
  const after = name !== undefined && id !== undefined ? { name, id } : null;
  const found = await listDirectory(db, { at: clock.now(), search, after, limit: perPage + 1 });
  const last = found.length > perPage ? found[perPage - 1] : undefined;
  const next = last ? new URLSearchParams({ q: search, name: last.name, id: last.id }).toString() : null;
  return { search, places: found.slice(0, perPage).map(placeOf), next };
}
