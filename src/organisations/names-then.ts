import type { Db, Tx } from '../db/database.ts';
import { listNames } from './name-store.ts';

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
  const then = (id: string | null, at: Date): string | null =>
    names.find((name) => name.id === id && (name.untilAt === null || name.untilAt > at))?.name ?? null;
  return { organisation: then, helper: then };
}
