import type { WorkNeeds } from '../db/database.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { Refusal } from '../errors.ts';
import type { Value } from '../journal/leaf.ts';
import type { Terms } from '../mandates/attestation.ts';
import type { Mandate } from '../mandates/mandate.ts';
import type { Receipt } from '../mandates/receipt.ts';
import { listReceiptsOfUses } from '../mandates/receipt-store.ts';
import { findMandate } from '../mandates/store.ts';
import type { Use } from '../mandates/use.ts';
import { findUse } from '../mandates/use-store.ts';
import { storedTerms } from '../mandates/view-mandate.ts';
import type { Organisation } from '../organisations/organisation.ts';
import type { Person } from '../people/person.ts';
import { listSignalsOfUse, type ToldSignal } from '../provider/signal-store.ts';
import { describeEntries, type EntryLine } from './describe-entries.ts';
import { findReason } from './give-reason.ts';
import { openUse } from './open-under-reason.ts';
import type { StandingReason } from './reason.ts';
import { isFaithful, type Replay, replayOf } from './replay-decision.ts';
import { listMessages, listStory, opened, type SentMessage } from './story-store.ts';
import type { Supervising } from './supervising.ts';
import { findOrganisationWithin } from './territory-store.ts';

/** One thing that happened, with what it said, as far as it may be shown. */
export interface StoryLine extends EntryLine {
  readonly facts: Readonly<Record<string, Value>>;
}

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
  const person = reason ? await openPerson(needs, { supervisor, useId }) : null;
  const told = await listStory(needs.db, { useId, mandateId: mandate.id });
  const entries = await opened(needs, person ? told : told.filter(({ event }) => event === 'mandate_used'));
  const facts = new Map(entries.map(({ entryId, fields }) => [entryId, fields]));
  const described = await describeEntries(needs, told, new Map(person ? [[person.id, person]] : []));
  const decided = entries.find(({ event }) => event === 'mandate_used');
  const decision = decided ? await replayOf(needs, decided) : null;
  return {
    ...{ use, mandate, organisation, reason, decision, isFaithful: decision !== null && isFaithful(decision) },
    lines: described.map((line) => ({ ...line, facts: (person && facts.get(line.entryId)) ?? {} })),
    signals: await listSignalsOfUse(needs.db, use.id),
    named: person && (await readNamed(needs, { use, mandate, person })),
  };
}

/** Not there, and outside the supervisor's territories: the same answer. */
export async function findPlace(
  { db }: Pick<WorkNeeds, 'db'>,
  supervisor: Supervising,
  useId: string,
): Promise<Pick<Story, 'use' | 'mandate' | 'organisation'>> {
  const use = await findUse(db, useId);
  const organisation = use && (await findOrganisationWithin(db, supervisor, use.organisationId));
  const mandate = use && (await findMandate(db, use.mandateId));
  if (!organisation || !mandate) throw new Refusal('use_unknown');
  return { use, mandate, organisation };
}

/** Whom a use is about, under the reason that stands; null once they were erased. */
export async function openPerson(
  needs: WorkNeeds,
  of: { readonly supervisor: Supervising; readonly useId: string },
): Promise<Person | null> {
  const attempt = { event: 'supervision_refused', helper: of.supervisor.helper, useId: of.useId } as const;
  try {
    return (await atomicallyRecorded(needs, attempt, (work) => openUse(work, of))).person;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'person_unknown') return null;
    throw error;
  }
}

async function readNamed(
  needs: WorkNeeds,
  { use, mandate, person }: Pick<Story, 'use' | 'mandate'> & { readonly person: Person },
): Promise<Named> {
  const { db, vault } = needs;
  const until = use.endedAt ?? needs.clock.now();
  const work = { at: needs.clock.now(), vault };
  return {
    person,
    terms: await db.transaction((tx) => storedTerms({ ...work, tx }, mandate, person)),
    receipts: (await listReceiptsOfUses(db, vault, [use.id])).get(use.id) ?? [],
    messages: await listMessages(db, { subjectRef: person.subjectRef, since: mandate.concludedAt, until }),
  };
}
