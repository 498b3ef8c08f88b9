import type { Db, Tx } from '../db/database.ts';
import type { EventName } from '../journal/events.ts';
import type { ReadNeeds } from '../journal/read-entries.ts';
import { conjunctNames, type DecisionInputs } from '../mandates/decision-inputs.ts';
import type { ConjunctName, MandateFacts } from '../mandates/mandate.ts';
import { type Procedure, procedureCodes } from '../mandates/procedures.ts';
import { findMandate } from '../mandates/store.ts';
import type { Standing } from '../organisations/helper.ts';
import { wasMember } from '../organisations/membership-store.ts';
import { findOrganisationStandingAt } from '../organisations/organisation-standing-store.ts';
import { findStandingAt } from '../organisations/standing-store.ts';
import { findOrganisation } from '../organisations/store.ts';
import { findClient } from '../provider/client-store.ts';
import { listStandingEntries, opened, type OpenedEntry } from './story-store.ts';
import { suspendedAt } from './suspension-store.ts';

/** What the tables and the record say stood at the instant of an entry, and what they do not keep. */
interface HistoricalDecision {
  readonly inputs: DecisionInputs;
  readonly silent: ReadonlySet<ConjunctName>;
}

/** The decision's inputs as history knows them: nothing decided later counts. Undefined when a part of it is unknown altogether. */
export async function decisionAt(needs: ReadNeeds, entry: OpenedEntry): Promise<HistoricalDecision | undefined> {
  const { at, mandateId, helperId, organisationId, clientId, procedure } = entry;
  if (mandateId === null || organisationId === null || clientId === null || !isProcedure(procedure)) return undefined;
  const { db, vault } = needs;
  const mandate = await mandateAt(db, mandateId, at);
  const client = await findClient(db, vault, clientId);
  const organisation = await organisationAt(needs, organisationId, entry);
  if (!mandate || !client || !organisation) return undefined;
  const helper = helperId === null ? undefined : await findStandingAt(db, helperId, at);
  const silent: ConjunctName[] = ['second_factor', 'confirmation', ...(organisation.excluded ? [] : (['exclusion'] as const))];
  if (!organisation.isKnown) silent.push('organisation');
  if (!helper) silent.push('certification', 'membership', 'naming'); // whoever was erased left no history
  const isMember = helperId !== null && (await wasMember(db, { helperId, organisationId }, at));
  const use = {
    ...{ at, procedure, isMember, secondFactorAt: at, confirmation: { asked: [], confirmed: [] } },
    organisation: { ...organisation.standing, id: organisationId, excludedProcedures: organisation.excluded ?? [] },
    helper: { id: helperId ?? '', ...(helper ?? nobody) },
    client: { ...client, disabledAt: until(client.disabledAt, at) ?? (await suspendedAt(db, { kind: 'client', target: clientId }, at)) },
  };
  return { inputs: { mandate, use }, silent: new Set(conjunctNames.filter((name) => silent.includes(name))) };
}

const nobody: Standing = { certifiedAt: null, certificationExpiresAt: null, suspendedAt: null, withdrawnAt: null };

/** What was agreed does not change; what was ended since had not been. */
async function mandateAt(db: Db | Tx, id: string, at: Date): Promise<MandateFacts | undefined> {
  const mandate = await findMandate(db, id);
  if (!mandate) return undefined;
  const procedures = mandate.procedures.map((covered) => ({ ...covered, revokedAt: until(covered.revokedAt, at) }));
  return { ...mandate, revokedAt: until(mandate.revokedAt, at), procedures };
}

/** The table of standings says until when an organisation was certified; what stopped it is in the record, in its order. */
async function organisationAt(needs: ReadNeeds, id: string, { entryId, at }: OpenedEntry) {
  if (!(await findOrganisation(needs.db, id))) return undefined;
  const then = await findOrganisationStandingAt(needs.db, id, at);
  const entries = await listStandingEntries(needs.db, { organisationId: id, before: entryId });
  const latest = (...events: readonly EventName[]) => entries.find(({ event }) => events.includes(event));
  const halted = latest('organisation_suspended', 'organisation_suspension_lifted');
  const gone = latest('organisation_withdrawn', 'organisation_closed', 'organisation_merged', 'organisation_certified');
  const restricted = latest('procedures_restricted');
  const excluded = restricted && (await opened(needs, [restricted]))[0]?.fields['excluded'];
  return {
    isKnown: then?.certifiedAt != null, // nothing is kept of before the table of standings was
    excluded: Array.isArray(excluded) ? (excluded as readonly string[]) : null,
    standing: {
      ...{ certifiedAt: then?.certifiedAt ?? null, certificationExpiresAt: then?.certificationExpiresAt ?? null },
      suspendedAt: halted?.event === 'organisation_suspended' ? halted.at : null,
      withdrawnAt: gone && gone.event !== 'organisation_certified' ? gone.at : null,
    },
  };
}

/** What happened after an instant had not happened. */
function until(happenedAt: Date | null, at: Date): Date | null {
  return happenedAt && happenedAt <= at ? happenedAt : null;
}

function isProcedure(code: string | null): code is Procedure {
  return procedureCodes.some((known) => known === code);
}
