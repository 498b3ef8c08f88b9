import { randomUUID } from 'node:crypto';
import type { Db, Tx, Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { type Halt, haltHelper, haltOrganisation, resumeHelper, resumeOrganisation } from '../management/halt.ts';
import { lockHelperForChange, lockOrganisationForChange } from '../organisations/membership-store.ts';
import { findHelper, findHelperByEmail } from '../organisations/store.ts';
import { lockClientForChange } from '../provider/client-store.ts';
import { disableClient, enableClient } from '../provider/disable-client.ts';
import type { Supervising } from './supervising.ts';
import * as store from './suspension-store.ts';
import type { Suspendable, SuspensionKind } from './suspension.ts';
import { isNational, type Reach } from './territory.ts';
import { findOrganisationNamed, findOrganisationWithin, isHelperWithin } from './territory-store.ts';

export interface Suspending extends Suspendable {
  readonly supervisor: Supervising;
  readonly reason: string;
  /** The persons concerned are told. */
  readonly tells: boolean;
}

/** Stops a helper, an organisation or a relying party at once: every door closes, sessions and uses end, clients are told. Returns the suspension's id. */
export async function suspend(work: Work, { supervisor, kind, target, reason, tells }: Suspending): Promise<string> {
  await requireWithin(work.tx, supervisor, { kind, target });
  const id = randomUUID();
  await hold(work.tx, { kind, target });
  await halts[kind].stop(work, target, { by: supervisor.helper, reason });
  const suspension = { id, kind, target, suspendedBy: supervisor.helper.id, suspendedAt: work.at, tells, rule: null };
  if (!(await store.insertSuspension(work.tx, suspension))) throw new Refusal('suspended_already');
  await append(work, { ...aboutOf(supervisor, { kind, target }), event: 'suspension_decided', details: { kind, target, reason, tells } });
  return id;
}

export interface Lifting extends Pick<Suspending, 'supervisor' | 'reason' | 'tells'> {
  readonly id: string;
}

/** Lifts a suspension of the supervisor's territories. Lifting twice is not an error. */
export async function liftSuspension(work: Work, { supervisor, id, reason, tells }: Lifting): Promise<void> {
  const suspension = await store.findSuspension(work.tx, id);
  if (!suspension || !(await isWithinReach(work.tx, supervisor, suspension))) throw new Refusal('suspension_unknown');
  await requireWithin(work.tx, supervisor, suspension);
  await hold(work.tx, suspension);
  if (!(await store.setLifted(work.tx, id, { by: supervisor.helper.id, at: work.at, tells }))) return;
  const { kind, target } = suspension;
  await halts[kind].resume(work, target, { by: supervisor.helper, reason });
  await append(work, { ...aboutOf(supervisor, suspension), event: 'suspension_lifted', details: { kind, target, reason, tells } });
}

/** What is named by an address, a number, a name or an id, within the supervisor's territories; null when nothing is. */
export async function findSuspendable(db: Db, reach: Reach, { kind, target: text }: Suspendable): Promise<string | null> {
  if (kind === 'client') return isNational(reach) ? text : null;
  if (kind === 'organisation') {
    const byId = isId(text) ? await findOrganisationWithin(db, reach, text) : undefined;
    return byId ? byId.id : findOrganisationNamed(db, reach, text);
  }
  const helper = isId(text) ? await findHelper(db, text) : await findHelperByEmail(db, text);
  return helper && (await isHelperWithin(db, reach, helper.id)) ? helper.id : null;
}

/** Whether a supervisor may know of it at all. */
export async function isWithinReach(db: Db | Tx, reach: Reach, { kind, target }: Suspendable): Promise<boolean> {
  if (isNational(reach)) return true;
  if (kind === 'client') return false;
  return kind === 'helper' ? isHelperWithin(db, reach, target) : (await findOrganisationWithin(db, reach, target)) !== undefined;
}

interface Halting {
  readonly unknown: 'helper_unknown' | 'organisation_unknown' | 'client_unknown';
  /** Holds it alone; nothing when there is none. */
  hold(tx: Tx, target: string): Promise<unknown>;
  stop(work: Work, target: string, halt: Halt): Promise<void>;
  resume(work: Work, target: string, halt: Halt): Promise<void>;
}

const halts: Readonly<Record<SuspensionKind, Halting>> = {
  helper: { unknown: 'helper_unknown', hold: lockHelperForChange, stop: haltHelper, resume: resumeHelper },
  organisation: { unknown: 'organisation_unknown', hold: lockOrganisationForChange, stop: haltOrganisation, resume: resumeOrganisation },
  client: {
    unknown: 'client_unknown',
    hold: lockClientForChange,
    stop: disableClient,
    resume: enableClient,
  },
};

/** Before its suspensions, by whoever suspends and whoever lifts. */
async function hold(tx: Tx, { kind, target }: Suspendable): Promise<void> {
  if (!(await halts[kind].hold(tx, target))) throw new Refusal(halts[kind].unknown);
}

/** Outside does not exist. A helper who also belongs elsewhere is for a supervisor of the whole country. */
async function requireWithin(tx: Tx, supervisor: Supervising, { kind, target }: Suspendable): Promise<void> {
  if (!(await isWithinReach(tx, supervisor, { kind, target }))) throw new Refusal(halts[kind].unknown);
  if (kind === 'helper' && !(await store.belongsOnlyWithin(tx, supervisor, target))) throw new Refusal('suspension_beyond_territory');
}

function aboutOf({ helper }: Supervising, { kind, target }: Suspendable) {
  return { helper, ...(kind === 'organisation' && { organisationId: target }), ...(kind === 'client' && { clientId: target }) };
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
