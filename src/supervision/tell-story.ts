import type { WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { IndexedEntry } from '../journal/store.ts';
import type { Terms } from '../mandates/attestation.ts';
import type { Mandate } from '../mandates/mandate.ts';
import type { Receipt } from '../mandates/receipt.ts';
import { listReceiptsOfUses } from '../mandates/receipt-store.ts';
import { findMandate } from '../mandates/store.ts';
import type { Use } from '../mandates/use.ts';
import { findUse } from '../mandates/use-store.ts';
import { storedTerms } from '../mandates/view-mandate.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { type KeptOrganisationStanding, listOrganisationStandings } from '../organisations/organisation-standing-store.ts';
import { type KeptStanding, listStandings } from '../organisations/standing-store.ts';
import type { Person } from '../people/person.ts';
import { listSignalsOfUse, type ToldSignal } from '../provider/signal-store.ts';
import { findReason } from './give-reason.ts';
import type { StandingReason } from './reason.ts';
import { isFaithful, type Replay, replayOf } from './replay-decision.ts';
import { openPersonOf, type StoryLine, tellLines } from './story-lines.ts';
import { findDecisionEntry, listMessages, listStory, listStops, type SentMessage } from './story-store.ts';
import type { Supervising } from './supervising.ts';
import { isNational } from './territory.ts';
import { findOrganisationWithin } from './territory-store.ts';

/** What names the person, or comes from them; shown under a reason alone. */
interface Named {
  readonly person: Person;
  readonly terms: Terms | null;
  readonly receipts: readonly Receipt[];
  readonly messages: readonly SentMessage[];
}

/** A use, from the mandate it was made under to whatever came after. */
export interface Story {
  readonly use: Use;
  readonly mandate: Mandate;
  readonly organisation: Organisation;
  readonly lines: readonly StoryLine[];
  /** All that the standing of the helper who used it has been, the latest first. */
  readonly standings: readonly KeptStanding[];
  /** The same of the organisation it was used for. */
  readonly organisationStandings: readonly KeptOrganisationStanding[];
  readonly decision: Replay | null;
  readonly isFaithful: boolean;
  readonly signals: readonly ToldSignal[];
  readonly reason: StandingReason | null;
  readonly named: Named | null;
}

/** Tells the story of a use to a supervisor of its territory. With a reason that stands, persons are named: the look is written first, and they read it. */
export async function tellStory(
  needs: WorkNeeds,
  { supervisor, useId }: { readonly supervisor: Supervising; readonly useId: string },
): Promise<Story> {
  const reason = await findReason(needs, supervisor, needs.clock.now());
  const place = await findPlace(needs, supervisor, useId);
  const { use, mandate, organisation } = place;
  const person = reason ? await openPersonOf(needs, { supervisor, mandateId: mandate.id, what: 'use' }) : null;
  const decided = await findDecisionEntry(needs, { useId });
  const decision = decided ? await replayOf(needs, decided) : null;
  return {
    ...{ use, mandate, organisation, reason, decision, isFaithful: decision !== null && isFaithful(decision) },
    lines: await tellLines(needs, await listLines(needs, supervisor, place), person),
    standings: await listStandings(needs.db, use.helperId),
    organisationStandings: await listOrganisationStandings(needs.db, organisation.id),
    signals: await listSignalsOfUse(needs.db, use.id),
    named: person && (await readNamed(needs, { use, mandate, person })),
  };
}

type Place = Pick<Story, 'use' | 'mandate' | 'organisation'>;

/** Not there, and outside the supervisor's territories: the same answer. */
export async function findPlace({ db }: Pick<WorkNeeds, 'db'>, supervisor: Supervising, useId: string): Promise<Place> {
  const use = await findUse(db, useId);
  const organisation = use && (await findOrganisationWithin(db, supervisor, use.organisationId));
  const mandate = use && (await findMandate(db, use.mandateId));
  if (!organisation || !mandate) throw new Refusal('use_unknown');
  return { use, mandate, organisation };
}

/** What the record holds of the use and its mandate, and what supervisors stopped since: the helper, the organisation, the service. */
export async function listLines({ db }: Pick<WorkNeeds, 'db'>, supervisor: Supervising, { use, mandate }: Place): Promise<IndexedEntry[]> {
  const own = await listStory(db, { useId: use.id, mandateId: mandate.id });
  const stops = await listStops(db, isNational(supervisor) ? use : { ...use, clientId: null });
  return [...own, ...stops].sort((one, other) => Number(BigInt(one.entryId) - BigInt(other.entryId)));
}

async function readNamed(
  needs: WorkNeeds,
  { use, mandate, person }: Pick<Story, 'use' | 'mandate'> & { readonly person: Person },
): Promise<Named> {
  const { db, vault } = needs;
  const work = { at: needs.clock.now(), vault };
  return {
    person,
    terms: await db.transaction((tx) => storedTerms({ ...work, tx }, mandate, person)),
    receipts: (await listReceiptsOfUses(db, vault, [use.id])).get(use.id) ?? [],
    messages: await listMessages(db, { subjectRef: person.subjectRef, since: mandate.concludedAt, until: work.at }),
  };
}
