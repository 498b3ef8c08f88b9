import { after, day } from '../clock.ts';
import type { Gathered, LetterKind, NewsKind } from '../notifications/news-messages.ts';
import type { Rhythm } from '../people/contact.ts';

/** Something still to be told, or to be printed. */
export interface News {
  readonly id: string;
  readonly personId: string;
  readonly organisationId: string;
  readonly organisation: string;
  /** Null for what never became one. */
  readonly mandateId: string | null;
  readonly kind: LetterKind;
  readonly happenedAt: Date;
}

const periods: Record<Rhythm, number> = { at_once: 0, daily: day, weekly: 7 * day };

/** When news is told: only uses are gathered; that a mandate begins or ends is said at once. */
export function dueOf(kind: NewsKind, rhythm: Rhythm, at: Date): Date {
  return kind === 'used' ? after(at, periods[rhythm]) : at;
}

/** Uses, an organisation a line: how many, from when to when. */
export function gather(news: readonly News[]): Gathered[] {
  const names = [...new Set(news.map(({ organisation }) => organisation))];
  return names.map((organisation) => {
    const instants = news.filter((one) => one.organisation === organisation).map(({ happenedAt }) => happenedAt.getTime());
    return { organisation, count: instants.length, first: new Date(Math.min(...instants)), last: new Date(Math.max(...instants)) };
  });
}
