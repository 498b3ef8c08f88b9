import type { Db } from '../db/database.ts';
import { listOfPerson, type OwnMandate } from '../mandates/person-store.ts';

export interface OwnHome {
  readonly running: readonly OwnMandate[];
  /** A page of what is over, the latest begun first. */
  readonly over: readonly OwnMandate[];
  /** The mandate that the next page begins after; null when there is none. */
  readonly next: string | null;
}

/** Who may act for a person now, all of them; and, a page at a time, who could before. */
export async function readOwnHome(
  db: Db,
  { before, ...of }: { readonly personId: string; readonly at: Date; readonly before: string | null },
): Promise<OwnHome> {
  const running = await listOfPerson(db, { ...of, running: true, limit: everyOne });
  const lines = await listOfPerson(db, { ...of, running: false, limit: overPerPage + 1, before });
  const over = lines.slice(0, overPerPage);
  return { running, over, next: lines.length > overPerPage ? (over.at(-1)?.id ?? null) : null };
}

/** Nobody is left out of what can be ended: an organisation and a procedure have one mandate in force at most. */
const everyOne = 1000;
const overPerPage = 20;
