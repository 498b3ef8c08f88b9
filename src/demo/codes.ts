import { generateSync } from 'otplib';
import { demoOrganisations, demoProfessionals } from './organisations.ts';

/** What a demonstration professional's authenticator would show now. */
export interface DemoCode {
  readonly email: string;
  readonly name: string;
  readonly organisations: readonly string[];
  readonly hint: string;
  /** Null: this one has no account. */
  readonly code: string | null;
  /** The next one, accepted already: a code serves once. */
  readonly next: string | null;
}

const period = 30;

/** Every professional's code at an instant. */
export function codesAt(at: Date): readonly DemoCode[] {
  return demoProfessionals.map(({ email, givenName, usualName, organisations, hint, totpSecret }) => ({
    ...{ email, hint, name: `${givenName} ${usualName}` },
    organisations: demoOrganisations.filter(({ id }) => organisations.includes(id)).map(({ label }) => label),
    code: totpSecret && codeAt(totpSecret, epoch(at)),
    next: totpSecret && codeAt(totpSecret, epoch(at) + period),
  }));
}

/** How long these codes are still the current ones. */
export function secondsLeft(at: Date): number {
  return period - (epoch(at) % period);
}

function codeAt(secret: string, seconds: number): string {
  return generateSync({ secret, period, epoch: seconds });
}

function epoch(at: Date): number {
  return Math.floor(at.getTime() / 1_000);
}
