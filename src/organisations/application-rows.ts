import type { Application, Kind, OrganisationFacts } from './application.ts';

/** Of the table applications. */
export const applicationColumns = {
  id: 'applications.id',
  subjectRef: 'applications.subject_ref',
  people: 'applications.people',
  language: 'applications.language',
  state: 'applications.state',
  siret: 'applications.siret',
  name: 'applications.name',
  kind: 'applications.kind',
  address: 'applications.address',
  postalCode: 'applications.postal_code',
  city: 'applications.city',
  territory: 'applications.territory',
  phone: 'applications.phone',
  email: 'applications.email',
  website: 'applications.website',
  openingHours: 'applications.opening_hours',
  declarations: 'applications.declarations',
  organisationId: 'applications.organisation_id',
  renews: 'applications.renews',
  helpersCount: 'applications.helpers_count',
  changedAt: 'applications.changed_at',
  submittedAt: 'applications.submitted_at',
  askedAt: 'applications.asked_at',
  expiresAt: 'applications.expires_at',
} as const;

/** A row, as it is read: the facts are there all together, or not at all. */
export interface ApplicationRow extends Omit<Application, 'organisation' | 'people'> {
  readonly people: Buffer | null;
  readonly wrapped: Buffer | null;
  readonly siret: string | null;
  readonly name: string | null;
  readonly kind: Kind | null;
  readonly address: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  readonly territory: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly website: string | null;
  readonly openingHours: string | null;
}

/** What a body says of itself, as columns; of applications and of organisations alike. */
export function factsOf(facts: OrganisationFacts): Record<string, string | null> {
  const { siret, name, kind, address, postalCode, city, territory, phone, email, website, openingHours } = facts;
  return { siret, name, kind, address, postal_code: postalCode, city, territory, phone, email, website, opening_hours: openingHours };
}
