import type { Db } from '../db/database.ts';
import { helperColumns } from '../organisations/store.ts';
import type { Helper } from '../organisations/helper.ts';
import type { Organisation } from '../organisations/organisation.ts';

/** The supervisors whom a case about this organisation may be handed to; about none, those of the whole country. */
export async function listColleagues(
  db: Db,
  { organisation, except }: { readonly organisation: Organisation | null; readonly except: readonly (string | null)[] },
): Promise<Helper[]> {
  const territories = organisation ? ['*', organisation.territory] : ['*'];
  return (await db
    .select(helperColumns)
    .from('helpers')
    .where({ duty: 'supervisor', suspended_at: null, withdrawn_at: null })
    .whereIn('helpers.id', (inside) => {
      void inside.select('helper_id').from('supervised_territories').whereIn('territory', territories);
    })
    .whereNotIn(
      'helpers.id',
      except.filter((id) => id !== null),
    )
    .orderBy(['family_name', 'given_name'])
    .limit(200)) as Helper[];
}
