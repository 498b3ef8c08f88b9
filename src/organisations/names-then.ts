import type { Db, Tx } from '../db/database.ts';
import { type KeptName, listNames } from './name-store.ts';

/** How organisations and helpers were called when something happened, whatever they are called today; null for who is not known. */
export interface NamesThen {
  organisation(id: string | null, at: Date): string | null;
  helper(id: string | null, at: Date): string | null;
}

interface Spoken {
  readonly organisationId?: string | null;
  readonly helperId?: string | null;
}

/** The names of all whom some things speak of, in one question. */
export async function namesThen(db: Db | Tx, spoken: readonly Spoken[]): Promise<NamesThen> {
  const ids = (name: keyof Spoken): string[] => [...new Set(spoken.flatMap((one) => one[name] ?? []))];
  const names = await listNames(db, { organisations: ids('organisationId'), helpers: ids('helperId') });
  const namesOf = new Map<string, KeptName[]>();
  for (const name of names) namesOf.set(name.id, [...(namesOf.get(name.id) ?? []), name]);
  const then = (id: string | null, at: Date): string | null =>
    namesOf.get(id ?? '')?.find(({ untilAt }) => untilAt === null || untilAt > at)?.name ?? null;
  return { organisation: then, helper: then };
}
