import type { Work } from '../db/database.ts';
import { prefixed, selecting, taken } from '../db/joined-columns.ts';
import { statement } from '../db/statement.ts';
import type { Helper } from '../organisations/helper.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { currentMembership, helperColumns, organisationColumns } from '../organisations/store.ts';
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
export async function lockForUse(work: Work, of: { readonly mandateId: string; readonly helperId: string }): Promise<Standing | undefined> {
  const [locked, read] = await Promise.all([forUse.lock(work.tx, of), forUse.read(work.tx, of)]);
  return standing(work, locked.rows[0], read.rows[0]);
}

/** The use, and what it stands on today. */
export async function lockForDisclosure(work: Work, useId: string): Promise<(Standing & { readonly use: Use }) | undefined> {
  const [locked, read] = await Promise.all([forDisclosure.lock(work.tx, { useId }), forDisclosure.read(work.tx, { useId })]);
  const [row] = locked.rows;
  const facts = standing(work, row, read.rows[0]);
  return row && facts && { ...facts, use: taken('use', row) as unknown as Use }; // the columns of a use
}

type Row = Readonly<Record<string, unknown>>;

interface Facts extends PersonRow {
  readonly procedures: readonly (Omit<CoveredProcedure, 'revokedAt'> & { readonly revokedAt: string | null })[];
  readonly is_member: boolean;
}

const columns = {
  ...prefixed('organisation', organisationColumns),
  ...prefixed('helper', helperColumns),
  ...prefixed('mandate', mandateColumns),
};

const forUse = statements({
  more: {},
  from: 'mandates cross join helpers',
  where: 'mandates.id = :mandateId and helpers.id = :helperId',
  andLocked: '',
});

const forDisclosure = statements({
  more: prefixed('use', useColumns),
  from: 'uses join mandates on mandates.id = uses.mandate_id join helpers on helpers.id = uses.helper_id',
  where: 'uses.id = :useId',
  andLocked: ', uses',
});

/**
 * Asked together, answered in this order: rows are locked in the order they are named, from the outside in; what they lead to is read
 * once they are held, so that what changed while we waited is seen.
 */
function statements({
  more,
  from,
  where,
  andLocked,
}: Readonly<Record<'from' | 'where' | 'andLocked', string>> & { readonly more: Record<string, string> }) {
  return {
    lock: statement<Row>(
      `select ${selecting({ ...columns, ...more })}
         from ${from} join organisations on organisations.id = mandates.organisation_id
        where ${where} for share of organisations, helpers, mandates${andLocked}`,
    ),
    read: statement<Facts>(
      `select ${personColumns},
              (select jsonb_agg(jsonb_build_object('code', procedure, 'revokedAt', revoked_at, 'endCause', end_cause) order by procedure)
                 from mandate_procedures where mandate_id = mandates.id) as procedures,
              exists (select from memberships
                       where helper_id = helpers.id and organisation_id = mandates.organisation_id and ${currentMembership}) as is_member
         from ${from} ${joinPerson('mandates.person_id')}
        where ${where}`,
    ),
  };
}

function standing({ vault }: Work, row: Row | undefined, facts: Facts | undefined): Standing | undefined {
  if (!row || !facts) return undefined;
  const organisation = taken('organisation', row) as unknown as Organisation; // the columns selected above
  const helper = taken('helper', row) as unknown as Helper;
  const mandate = taken('mandate', row) as unknown as Omit<Mandate, 'procedures'>;
  const procedures = facts.procedures.map((covered) => ({
    ...covered,
    revokedAt: covered.revokedAt === null ? null : new Date(covered.revokedAt),
  }));
  return { organisation, helper, mandate: { ...mandate, procedures }, isMember: facts.is_member, person: personIn(vault, facts) };
}
