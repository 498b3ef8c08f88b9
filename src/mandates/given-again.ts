import { after, day } from '../clock.ts';
import { type Organisation, organisationObstacle } from '../organisations/organisation.ts';
import { isActive, type Mandate } from './mandate.ts';

/** What a person asked for once, to be asked for again: they may change any of it before they sign. */
export interface Again extends Pick<Mandate, 'duration' | 'language'> {
  readonly procedures: readonly string[];
  /** Whom it was for alone, by their names: nobody else is to gain by it. */
  readonly named: readonly string[];
}

/** Whether a mandate that is over, or about to be, can be given to the same organisation again. */
export function mayGiveAgain(mandate: Mandate, organisation: Organisation, at: Date): boolean {
  const isNeeded = !isActive(mandate, at) || mandate.expiresAt <= after(at, 7 * day);
  return isNeeded && organisationObstacle(organisation, at) === null;
}

/** The same again, without what the person took out of it; all of it when they ended the whole. */
export function again(
  { duration, language, procedures }: Pick<Mandate, 'duration' | 'language' | 'procedures'>,
  named: readonly string[],
): Again {
  const kept = procedures.filter(({ revokedAt }) => revokedAt === null);
  return { duration, language, named, procedures: (kept.length > 0 ? kept : procedures).map(({ code }) => code) };
}
