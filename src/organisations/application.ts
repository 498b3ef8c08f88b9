import { day } from '../clock.ts';
import type { Language } from '../http/languages.ts';
import type { ApplicationState } from './application-states.ts';

/** What a body says of itself; public once it is certified. */
export interface OrganisationFacts {
  readonly siret: string;
  readonly name: string;
  readonly kind: Kind;
  readonly address: string;
  readonly postalCode: string;
  readonly city: string;
  /** Its department, as supervisors' territories are named. */
  readonly territory: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly website: string | null;
  readonly openingHours: string | null;
}

/** Somebody who will help. */
export interface Candidate {
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
}

/** Somebody who will manage the helpers. */
export interface ManagerCandidate extends Candidate {
  readonly phone: string;
}

/** What is personal in an application: sealed with its own key. */
export interface People {
  /** Where the applicant is written to. */
  readonly email: string;
  readonly manager: ManagerCandidate | null;
  readonly helpers: readonly Candidate[];
}

/** An organisation that asks to be certified. */
export interface Application {
  readonly id: string;
  readonly subjectRef: string;
  readonly language: Language;
  readonly state: ApplicationState;
  readonly organisation: OrganisationFacts | null;
  /** Null once it is forgotten. */
  readonly people: People | null;
  readonly declarations: readonly Declaration[];
  readonly organisationId: string | null;
  /** The certified body that asks for more time; null for one that asks for the first time, or comes back. */
  readonly renews: string | null;
  /** How many will help; of a certified body, how many belonged to it when it asked. */
  readonly helpersCount: number;
  readonly changedAt: Date;
  readonly submittedAt: Date | null;
  /** Since when its applicant waits for a word from operators; null when they do not. */
  readonly askedAt: Date | null;
  readonly expiresAt: Date;
}

/** What an applicant declares, all of it, before anybody looks at the application. */
export const declarations = ['terms', 'training', 'dataProtection', 'professionals', 'noElected'] as const;

export type Declaration = (typeof declarations)[number];

/** The kinds of bodies, by the codes of the French open data of digital-mediation places (`typologie`). */
export const kinds = [
  ...(['CCAS', 'CIAS', 'RFS', 'MUNI', 'EPCI', 'DEPT', 'BIB', 'CS', 'EVS', 'ASSO', 'ML'] as const),
  ...(['CAF', 'CPAM', 'MSA', 'LA_POSTE', 'PIMMS', 'UDAF', 'CHRS', 'TIERS_LIEUX', 'Autre'] as const),
] as const;

export type Kind = (typeof kinds)[number];

/** How long an application waits for its applicant, from the last time they changed something. */
export const applicationLifetime = 30 * day;

/** How long a message of a conversation may be, and the words of a decision. */
export const longestMessage = 4_000;

/** More than any body has; an import is bounded before. */
export const mostHelpers = 2_000;

/** The parts of an application, in the order they are asked. */
const parts = ['organisation', 'manager', 'helpers', 'declarations'] as const;

export type Part = (typeof parts)[number];

/** The parts of one that asks for more time: who manages and who helps stays as it is. */
const renewedParts: readonly Part[] = ['organisation', 'declarations'];

/** What an application asks for, in order. */
export function partsOf({ renews }: Pick<Application, 'renews'>): readonly Part[] {
  return renews === null ? parts : renewedParts;
}

/** What is still to be filled in. */
export function missingParts({ renews, organisation, people, declarations: declared }: Application): Part[] {
  const filled: Record<Part, boolean> = {
    organisation: organisation !== null,
    manager: people?.manager != null,
    helpers: (people?.helpers.length ?? 0) > 0,
    declarations: declared.length === declarations.length,
  };
  return partsOf({ renews }).filter((part) => !filled[part]);
}

/** Whose entries an application's are: of the certified body that asks for more time, or of nobody's yet. */
export function ofOrganisation({ renews }: Pick<Application, 'renews'>): { readonly organisationId?: string } {
  return renews === null ? {} : { organisationId: renews };
}

/** Whether the applicant may change it now. */
export function isOpen({ state }: Pick<Application, 'state'>): boolean {
  return state === 'draft' || state === 'changes_requested';
}
