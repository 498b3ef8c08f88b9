import type { Tx, Work } from '../db/database.ts';
import { prefixed, taken } from '../db/joined-columns.ts';
import type { Helper } from '../organisations/helper.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { helperColumns, organisationColumns } from '../organisations/store.ts';
import { joinPerson, personColumns, personIn, type PersonRow } from '../people/joined-store.ts';
import type { Person } from '../people/person.ts';
import type { CoveredProcedure, Mandate } from './mandate.ts';
import { columns as mandateColumns } from './store.ts';
import type { Use } from './use.ts';
import { columns as useColumns } from './use-store.ts';

/** Everything the decision looks at, as it stands; held until the transaction ends. */
export interface Standing {
  readonly organisation: Organisation;
  readonly helper: Helper;
  readonly mandate: Mandate;
  readonly isMember: boolean;
  readonly person: Person;
}

/** What a use of this mandate by this helper stands on; undefined when something of it does not exist. */
export async function lockForUse(
  work: Work,
  { mandateId, helperId }: { readonly mandateId: string; readonly helperId: string },
): Promise<Standing | undefined> {
  const row = (await selectLocked(work.tx, {}, []).where({ 'mandates.id': mandateId, 'helpers.id': helperId }).first()) as Row | undefined;
  return row && standing(work, row);
}

/** The use, and what it stands on today. */
export async function lockForDisclosure(work: Work, useId: string): Promise<(Standing & { readonly use: Use }) | undefined> {
  const selected = selectLocked(work.tx, prefixed('use', useColumns), ['uses']).join('uses', (join) =>
    join.on('uses.mandate_id', 'mandates.id').on('uses.helper_id', 'helpers.id'),
  );
  const row = (await selected.where('uses.id', useId).first()) as Row | undefined;
  const facts = row && (await standing(work, row));
  return facts && { ...facts, use: taken('use', row) as unknown as Use }; // the columns of a use
}

type Row = Readonly<Record<string, unknown>>;

/** Rows are locked in the order they are named here, from the outside in. */
function selectLocked(tx: Tx, more: Readonly<Record<string, string>>, andLocked: readonly string[]) {
  const columns = {
    ...prefixed('organisation', organisationColumns),
    ...prefixed('helper', helperColumns),
    ...prefixed('mandate', mandateColumns),
    ...more,
  };
  return tx
    .select(columns)
    .from('mandates')
    .join('organisations', 'organisations.id', 'mandates.organisation_id')
    .joinRaw('cross join helpers')
    .forShare('organisations', 'helpers', 'mandates', ...andLocked);
}

/** What the locked rows lead to is read after they are held: what changed while we waited is seen. */
async function standing({ tx, vault }: Work, row: Row): Promise<Standing | undefined> {
  const organisation = taken('organisation', row) as unknown as Organisation; // the columns selected above
  const helper = taken('helper', row) as unknown as Helper;
  const mandate = taken('mandate', row) as unknown as Omit<Mandate, 'procedures'>;
  const { rows } = await tx.raw<{
    rows: (PersonRow & { procedures: (Omit<CoveredProcedure, 'revokedAt'> & { revokedAt: string | null })[]; is_member: boolean })[];
  }>(
    `select ${personColumns},
            (select jsonb_agg(jsonb_build_object('code', procedure, 'revokedAt', revoked_at, 'endCause', end_cause) order by procedure)
               from mandate_procedures where mandate_id = :mandateId) as procedures,
            exists (select from memberships where helper_id = :helperId and organisation_id = :organisationId and left_at is null) as is_member
       from mandates ${joinPerson('mandates.person_id')}
      where mandates.id = :mandateId`,
    { mandateId: mandate.id, helperId: helper.id, organisationId: organisation.id },
  );
  const [facts] = rows;
  if (!facts) return undefined;
  const procedures = facts.procedures.map((covered) => ({
    ...covered,
    revokedAt: covered.revokedAt === null ? null : new Date(covered.revokedAt),
  }));
  return { organisation, helper, mandate: { ...mandate, procedures }, isMember: facts.is_member, person: personIn(vault, facts) };
}
