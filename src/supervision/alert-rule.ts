import type { EventName } from '../journal/events.ts';
import type { OpeningHours } from '../organisations/hours.ts';

/** What a rule is shown of an entry of the journal: who, what and when, by their numbers; nobody is named. */
export interface Fact {
  readonly at: Date;
  readonly event: EventName;
  readonly refusal?: string | null;
  readonly helperId?: string | null;
  readonly personId?: string | null;
  readonly mandateId?: string | null;
  readonly procedure?: string | null;
}

/** What a mandate was when it was agreed to. */
export interface Agreement {
  readonly draftedAt: Date;
  readonly startsAt: Date;
  readonly expiresAt: Date;
  /** It takes the place of one the person knew. */
  readonly isRenewal: boolean;
  /** Asked for and answered from afar, on the same device: when; null when it was not, or on two devices. */
  readonly sameDevice: { readonly askedAt: Date; readonly answeredAt: Date } | null;
}

/** What stands around the facts, as it was when the last of them happened. */
export interface Circumstances {
  readonly hours: OpeningHours;
  /** By whose clocks the organisation opens. */
  readonly zone: string;
  /** When the helper was certified first. */
  readonly certifiedAt: Date | null;
  readonly agreement: Agreement | null;
  /** The person had to confirm this very act, or it is about money. */
  readonly isSensitive: boolean;
  /** How many persons, the one concerned among them, confirmed one and the same address. */
  readonly sharing: number;
}

/** The facts, oldest first; the last one is what made the rule look. */
export interface History {
  readonly facts: readonly Fact[];
  readonly circumstances: Circumstances;
}

/** What was noticed, in numbers: shown with the alert. */
export type Noticed = Readonly<Record<string, number>>;

/** What an alert is about: once a quiet time for each of them. */
export type Subject = 'helper' | 'mandate' | 'service';

/** A rule as data. Its words are in the catalogues, under its name: what it looks at, why, and what is innocent. */
export interface Rule {
  readonly subject: Subject;
  /** The events that make it look, and those it looks back at, since when. */
  readonly wakes: readonly EventName[];
  readonly looksAt: readonly EventName[];
  readonly back: number;
  /** Whose facts it is shown. */
  readonly of: Subject | 'person';
  readonly thresholds: Readonly<Record<string, number>>;
  /** How long one alert stands for all that follows about the same subject. */
  readonly quiet: number;
  /** How many alerts a day it may open cases for: above, it is muted until a supervisor looked at it. */
  readonly most: number;
  /** Whether it stops the helper it noticed by itself, until a supervisor lifts it. */
  readonly blocks: boolean;
  readonly notice: (history: History, thresholds: Readonly<Record<string, number>>) => Noticed | null;
}

/** The facts of the last `time` before (and with) the last one. */
export function within(facts: readonly Fact[], time: number): readonly Fact[] {
  const last = facts.at(-1)?.at.getTime() ?? 0;
  return facts.filter(({ at }) => at.getTime() > last - time);
}

/** How many different ones there are, the unknown not counted. */
export function countDistinct(values: readonly (string | null | undefined)[]): number {
  return new Set(values.filter((value) => value != null)).size;
}
