import type { Db, Tx } from '../db/database.ts';
import { helperName } from './helper.ts';

/** How these organisations are called, by their id. */
export async function namesOfOrganisations(db: Db | Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = (await db
    .select({ id: 'id', name: 'name' })
    .from('organisations')
    .whereIn('id', [...new Set(ids)])) as {
    id: string;
    name: string;
  }[];
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** What somebody is called (`untilAt` null), or was until then. */
export interface KeptName {
  readonly id: string;
  readonly name: string;
  readonly untilAt: Date | null;
}

interface Row {
  readonly id: string;
  readonly given_name: string | null;
  readonly family_name: string;
  readonly until_at: Date | null;
}

/** All the names of these organisations and helpers, those of long ago first. */
export async function listNames(
  db: Db | Tx,
  of: { readonly organisations: readonly string[]; readonly helpers: readonly string[] },
): Promise<KeptName[]> {
  const { rows } = await db.raw<{ rows: Row[] }>(
    `select organisation_id as id, null as given_name, name as family_name, until_at from former_organisation_names where organisation_id = any(:organisations::uuid[])
     union all select id, null, name, null from organisations where id = any(:organisations::uuid[])
     union all select helper_id, given_name, family_name, until_at from former_helper_names where helper_id = any(:helpers::uuid[])
     union all select id, given_name, family_name, null from helpers where id = any(:helpers::uuid[])
     order by until_at nulls last`,
    of,
  );
  return rows.map(({ id, given_name: givenName, family_name: familyName, until_at: untilAt }) => ({
    ...{ id, untilAt },
    name: givenName === null ? familyName : helperName({ givenName, familyName }),
  }));
}
