import { after, day, minute } from '../clock.ts';
import type { RefusalCode } from '../errors.ts';
import type { EndingCause } from '../organisations/ending.ts';
import { type Helper, helperObstacle, type Standing } from '../organisations/helper.ts';
import { type OrganisationStanding, organisationObstacle } from '../organisations/organisation.ts';
import type { Procedure } from './procedures.ts';

/** How long a mandate may last, in days of 24 hours. */
export const durations = { day: 1, month: 31, semester: 182, year: 365 } as const;

export type Duration = keyof typeof durations;

/** One procedure the person agreed to; it can be ended alone. */
export interface CoveredProcedure {
  readonly code: Procedure;
  readonly revokedAt: Date | null;
  readonly endCause: 'revoked' | 'replaced' | null;
}

export interface Mandate {
  readonly id: string;
  readonly journalRef: string;
  readonly organisationId: string;
  readonly personId: string;
  readonly helperId: string;
  /** Null: any certified helper of the organisation. */
  readonly namedHelpers: readonly string[] | null;
  readonly duration: Duration;
  readonly language: string;
  readonly termsHash: Buffer;
  readonly startsAt: Date;
  readonly expiresAt: Date;
  readonly agreedAt: Date;
  readonly concludedAt: Date;
  readonly revokedAt: Date | null;
  readonly procedures: readonly CoveredProcedure[];
}

/** What the decision knows of a relying party. */
export interface ClientFacts {
  readonly id: string;
  readonly name: string;
  readonly dialect: 'direct' | 'hub';
  readonly delegationMode: 'none' | 'aware-act' | 'aware-represents' | 'hub';
  readonly procedures: readonly string[];
  readonly disabledAt: Date | null;
}

/** What the decision looks at of a mandate. */
export type MandateFacts = Pick<Mandate, 'organisationId' | 'namedHelpers' | 'startsAt' | 'expiresAt' | 'revokedAt' | 'procedures'>;

/** Everything the decision looks at besides the mandate, as it stands at `at`. */
export interface IntendedUse {
  readonly at: Date;
  readonly procedure: Procedure;
  readonly organisation: OrganisationStanding & { readonly id: string; readonly excludedProcedures: readonly string[] };
  readonly helper: Standing & Pick<Helper, 'id'>;
  readonly isMember: boolean;
  readonly client: ClientFacts;
  readonly secondFactorAt: Date | null;
  /** The sensitive acts it is for, and those the person confirmed for it. */
  readonly confirmation: { readonly asked: readonly string[]; readonly confirmed: readonly string[] };
}

/** How a person asked a helper to end it. */
export const revocationChannels = ['orally', 'letter', 'email'] as const;

export type RevocationChannel = (typeof revocationChannels)[number];

/** How an ending reached us: through a helper, from the person, by themself, or with all that the organisation holds. */
export type EndingChannel = RevocationChannel | 'stop_code' | 'sms' | 'own_space' | EndingCause;

/** How long a second factor counts as recent. */
const secondFactorLifetime = 15 * minute;

type Conjunct = (mandate: MandateFacts, use: IntendedUse) => RefusalCode | null;

/** The decision, conjunct by conjunct, each under its name: all must hold, each has its own refusals. */
export const decision = {
  mandate: mandateObstacle,
  membership: (mandate, use) => (use.isMember && mandate.organisationId === use.organisation.id ? null : 'helper_not_member'),
  certification: (_, use) => helperObstacle(use.helper, use.at),
  naming: (mandate, use) => (mandate.namedHelpers && !mandate.namedHelpers.includes(use.helper.id) ? 'helper_not_named' : null),
  organisation: (_, use) => organisationObstacle(use.organisation, use.at),
  exclusion: (_, use) => (use.organisation.excludedProcedures.includes(use.procedure) ? 'procedure_excluded_by_organisation' : null),
  client: (_, use) => clientObstacle(use.client, use.procedure),
  second_factor: (_, use) => (isRecent(use.secondFactorAt, use.at) ? null : 'second_factor_required'),
  confirmation: (_, { confirmation: { asked, confirmed } }) =>
    asked.every((act) => confirmed.includes(act)) ? null : 'confirmation_required',
} as const satisfies Record<string, Conjunct>;

export type ConjunctName = keyof typeof decision;

export const conjuncts: readonly Conjunct[] = Object.values(decision);

/** What stands between a mandate and this use of it; null when nothing does. Decided here and nowhere else. */
export function obstacle(mandate: MandateFacts, use: IntendedUse): RefusalCode | null {
  for (const conjunct of conjuncts) {
    const code = conjunct(mandate, use);
    if (code) return code;
  }
  return null;
}

/** Whether a relying party may be given this identity at all. */
function clientObstacle(client: ClientFacts, procedure: Procedure): RefusalCode | null {
  if (client.disabledAt) return 'client_disabled'; // recorded, so already in force
  if (client.delegationMode === 'none') return 'delegation_not_supported';
  if (client.dialect === 'hub' || client.procedures.includes(procedure)) return null;
  return 'client_not_registered_for_procedure';
}

/** Whether a second factor given at `secondFactorAt` still counts at `at`. */
function isRecent(secondFactorAt: Date | null, at: Date): boolean {
  return secondFactorAt !== null && at.getTime() - secondFactorAt.getTime() < secondFactorLifetime;
}

/** At least one covered procedure is neither revoked nor past its end. */
export function isActive(mandate: Mandate, at: Date): boolean {
  return !mandate.revokedAt && mandate.startsAt <= at && at < mandate.expiresAt && mandate.procedures.some((covered) => !covered.revokedAt);
}

/** May be renewed by the person's fresh agreement: until 365 days after its end, unless all of it was revoked. */
export function isRenewable(mandate: Mandate, at: Date): boolean {
  return at < after(mandate.expiresAt, 365 * day) && mandate.procedures.some(({ endCause }) => endCause !== 'revoked');
}

/** The exact end: `days` × 24 hours after the start. The period is half-open: usable while start ≤ at < end. */
export function endOf(startsAt: Date, duration: Duration): Date {
  return after(startsAt, durations[duration] * day);
}

function mandateObstacle(mandate: MandateFacts, use: IntendedUse): RefusalCode | null {
  const covered = mandate.procedures.find(({ code }) => code === use.procedure);
  if (mandate.revokedAt) return 'mandate_revoked'; // recorded, so already in force: not compared with `at`
  if (use.at < mandate.startsAt) return 'mandate_not_started';
  if (use.at >= mandate.expiresAt) return 'mandate_expired';
  if (!covered) return 'procedure_not_covered';
  return covered.revokedAt ? 'procedure_revoked' : null;
}
