import type { Db } from '../db/database.ts';
import { type Place, words, wordsQuery } from './oversight-store.ts';

/** What the public reads of a certified organisation. */
export interface DirectoryLine {
  readonly id: string;
  readonly siret: string;
  readonly name: string;
  readonly kind: string;
  readonly address: string;
  readonly territory: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly website: string | null;
  readonly openingHours: string | null;
  readonly certifiedAt: Date;
  readonly changedAt: Date | null;
}

/** The organisations that may act at an instant, by name; `search` is the beginning of words of their name or place. */
export async function listDirectory(
  db: Db,
  {
    at,
    search = '',
    after = null,
    limit,
  }: { readonly at: Date; readonly search?: string; readonly after?: Place | null; readonly limit: number },
): Promise<DirectoryLine[]> {
  const query = db
    .select({
      ...{ id: 'id', siret: 'siret', name: 'name', kind: 'kind', address: 'address', territory: 'territory', phone: 'phone' },
      ...{ email: 'email', website: 'website', openingHours: 'opening_hours' },
      changedAt: 'changed_at',
      certifiedAt: 'certified_at',
    })
    .from('organisations')
    .where('certified_at', '<=', at)
    .whereRaw('(certification_expires_at is null or certification_expires_at > ?)', [at])
    .whereNull('suspended_at')
    .whereNull('withdrawn_at')
    .orderBy(['name', 'id'])
    .limit(limit);
  const asked = wordsQuery(search);
  if (asked !== '') void query.whereRaw(`${words} @@ to_tsquery('simple', ?)`, [asked]);
  if (after) void query.whereRaw('(name, id) > (?, ?)', [after.name, after.id]);
  return (await query) as DirectoryLine[];
}
