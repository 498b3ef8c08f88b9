import { after, day, minute } from '../clock.ts';
import type { RefusalCode } from '../errors.ts';
import type { Language } from '../http/languages.ts';
import type { Duration } from './mandate.ts';
import type { Procedure } from './procedures.ts';
import type { EndCause, State } from './states.ts';

/** A mandate in preparation. Its `id` and `journalRef` become the mandate's. */
export interface Draft {
  readonly id: string;
  readonly journalRef: string;
  readonly organisationId: string;
  /** Who prepared it; null while a person offers it and no helper has accepted. */
  readonly helperId: string | null;
  readonly procedures: readonly Procedure[];
  /** Null: any certified helper of the organisation. */
  readonly namedHelpers: readonly string[] | null;
  readonly duration: Duration;
  readonly language: Language;
  readonly state: State;
  /** The mandate this one renews, if it renews one. */
  readonly renews: string | null;
  readonly personId: string | null;
  readonly startsAt: Date | null;
  readonly expiresAt: Date | null;
  readonly terms: Buffer | null;
  readonly termsHash: Buffer | null;
  readonly agreedAt: Date | null;
  readonly endCause: EndCause | null;
  /** When the person was asked from afar; null when they are here. */
  readonly requestedAt: Date | null;
  /** When the person began to offer it, by themself; null when a helper prepared it. */
  readonly offeredAt: Date | null;
  /** Why a helper declined what the person offered, sealed with the person's key. */
  readonly reply: Buffer | null;
  readonly lapsesAt: Date;
  readonly createdAt: Date;
}

/** A period that begins now, and the exact text about it, sealed with the person's key. */
export interface FrozenTerms {
  readonly startsAt: Date;
  readonly expiresAt: Date;
  readonly terms: Buffer;
  readonly termsHash: Buffer;
}

/** What the person says of themself: a protection measure excludes them (their protector acts, not us). */
export const protections = ['none', 'sauvegarde', 'curatelle', 'tutelle'] as const;

export type Protection = (typeof protections)[number];

/** How long a draft waits, with the person present. */
export const draftLifetime = 30 * minute;

/** How long a draft waits for somebody who is not here. */
export const remoteDraftLifetime = 21 * day;

/** Until when a draft waits from afar: 21 days, and never longer than what it would begin. */
export function awaitedUntil(since: Date, expiresAt: Date): Date {
  const until = after(since, remoteDraftLifetime);
  return until < expiresAt ? until : expiresAt;
}

/** The page a draft is at: whoever comes back by another tab, the back button or a closed laptop is led there. */
export function currentStep(draft: Draft): string {
  const steps: Record<State, string> = {
    draft: `/drafts/${draft.id}`,
    awaiting_person: awaitedAt(draft),
    awaiting_helper: `/drafts/${draft.id}/signature`,
    active: `/mandates/${draft.id}`,
    ended: `/drafts/${draft.id}/end`,
  };
  return steps[draft.state];
}

/** What stands between a draft and going on with it at `at`, at one of the states named. */
export function draftObstacle(draft: Draft, at: Date, states: readonly State[]): RefusalCode | null {
  if (!states.includes(draft.state)) return elsewhere(draft, at);
  if (draft.expiresAt && at >= draft.expiresAt) return 'draft_period_over';
  return at >= draft.lapsesAt ? 'draft_expired' : null;
}

/** Nobody can go on with it any more: it waited too long, or what it would begin is past. */
export function isOver({ lapsesAt, expiresAt }: Draft, at: Date): boolean {
  return at >= lapsesAt || (expiresAt !== null && at >= expiresAt);
}

/** Where it is instead: given up while time was left, lapsed, or at another step. */
function elsewhere({ endCause, lapsesAt }: Draft, at: Date): RefusalCode {
  if (endCause !== 'abandoned') return 'draft_in_another_state';
  return at < lapsesAt ? 'draft_withdrawn' : 'draft_expired';
}

/** Asked from afar, the person alone reads the terms: the helper waits. */
function awaitedAt({ id, requestedAt, personId }: Draft): string {
  if (requestedAt) return `/drafts/${id}/waiting`;
  return personId ? `/drafts/${id}/terms` : `/drafts/${id}`;
}
