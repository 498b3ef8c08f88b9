import type { WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { IndexedEntry } from '../journal/store.ts';
import { findMandate } from '../mandates/store.ts';
import type { Person } from '../people/person.ts';
import { findReason } from './give-reason.ts';
import type { StandingReason } from './reason.ts';
import { isFaithful, type Replay, replayOf } from './replay-decision.ts';
import { openPersonOf, type StoryLine, tellLines } from './story-lines.ts';
import { findDecisionEntry, listStory, type OpenedEntry } from './story-store.ts';
import type { Supervising } from './supervising.ts';
import { isNational } from './territory.ts';
import { findOrganisationWithin } from './territory-store.ts';

/** A taking-up that was refused: what it was asked under, and why not. */
export interface RefusalStory {
  readonly entryId: string;
  readonly lines: readonly StoryLine[];
  /** Null where nothing was decided: the service or the helper asked for what is never given. */
  readonly decision: Replay | null;
  readonly isFaithful: boolean;
  readonly reason: StandingReason | null;
  readonly person: Person | null;
}

export interface TellingRefusal {
  readonly supervisor: Supervising;
  readonly entryId: string;
}

/** Tells a refusal to a supervisor of its territory: the mandate it was asked under, the decision made again, what came later. With a reason that stands the person is named: the look is written first, and they read it. */
export async function tellRefusal(needs: WorkNeeds, { supervisor, entryId }: TellingRefusal): Promise<RefusalStory> {
  const refused = await findRefused(needs, { supervisor, entryId });
  const reason = await findReason(needs, supervisor, needs.clock.now());
  const { mandateId } = refused;
  const person = reason && mandateId ? await openPersonOf(needs, { supervisor, mandateId, what: 'mandate' }) : null;
  const lines = await tellLines(needs, await listAround(needs, refused), person);
  const decision = mandateId === null ? null : await replayOf(needs, refused).catch(nothingDecided);
  return { entryId, lines, decision, isFaithful: decision !== null && isFaithful(decision), reason, person };
}

/** The refusal itself, within the supervisor's territories; what no organisation has a part in is the whole country's. */
export async function findRefused(needs: Pick<WorkNeeds, 'db' | 'vault'>, { supervisor, entryId }: TellingRefusal): Promise<OpenedEntry> {
  const entry = await findDecisionEntry(needs, { entryId });
  const { organisationId } = entry ?? { organisationId: null };
  const isWithin = organisationId === null ? isNational(supervisor) : await findOrganisationWithin(needs.db, supervisor, organisationId);
  if (entry?.event !== 'use_refused' || !isWithin) throw new Refusal('use_unknown');
  return entry;
}

/** What the record holds of the mandate it was asked under, and the refusal among it. */
export async function listAround({ db }: Pick<WorkNeeds, 'db'>, refused: OpenedEntry): Promise<IndexedEntry[]> {
  const mandate = refused.mandateId === null ? undefined : await findMandate(db, refused.mandateId);
  return mandate ? listStory(db, { useId: null, mandateId: mandate.id }) : [refused];
}

function nothingDecided(error: unknown): null {
  if (error instanceof Refusal && error.code === 'use_unknown') return null;
  throw error;
}
