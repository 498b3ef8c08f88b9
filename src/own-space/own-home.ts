import type { Db } from '../db/database.ts';
import { listNamed, type NamedHelper } from '../mandates/named-helpers.ts';
import { listOfPerson, type OwnMandate } from '../mandates/person-store.ts';

export interface OwnHome {
  readonly running: readonly OwnMandate[];
  /** Who alone may use those that name somebody, by the mandate. */
  readonly named: ReadonlyMap<string, readonly NamedHelper[]>;
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
  return { running, named: await namedIn(db, running, of.at), over, next: lines.length > overPerPage ? (over.at(-1)?.id ?? null) : null };
}

async function namedIn(db: Db, mandates: readonly OwnMandate[], at: Date): Promise<OwnHome['named']> {
  const naming = mandates.filter(({ namedHelpers }) => namedHelpers !== null);
  return new Map(await Promise.all(naming.map(async (one) => [one.id, (await listNamed({ tx: db, at }, one)) ?? []] as const)));
}

/** Nobody is left out of what can be ended: an organisation and a procedure have one mandate in force at most. */
const everyOne = 1000;
const overPerPage = 20;
