import { randomUUID } from 'node:crypto';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import type { OrganisationFacts } from './application.ts';
import { isEnding } from './ending-store.ts';
import type { Helper } from './helper.ts';
import { type Organisation, organisationObstacle } from './organisation.ts';
import { findOrganisationBySiret, insertCertified, setCertified } from './certification-store.ts';

/** A body may act from now on, until a day. One whose certification had ended comes back as itself; one that is certified or suspended does not. */
export async function certifyOrganisation(
  work: Work,
  { facts, until, by }: { readonly facts: OrganisationFacts; readonly until: Date; readonly by: Helper },
): Promise<Organisation> {
  const known = await findOrganisationBySiret(work.tx, facts.siret);
  if (known && organisationObstacle(known, work.at) !== 'organisation_not_certified') throw new Refusal('organisation_certified_already');
  if (known && (await isEnding(work.tx, known.id))) throw new Refusal('organisation_ending');
  const organisation: Organisation = {
    ...{ id: known?.id ?? randomUUID(), siret: facts.siret, name: facts.name, kind: facts.kind, territory: facts.territory },
    ...{ address: `${facts.address}, ${facts.postalCode} ${facts.city}`, excludedProcedures: known?.excludedProcedures ?? [] },
    ...{ certifiedAt: work.at, certificationExpiresAt: until, suspendedAt: null, withdrawnAt: null },
  };
  if (known) await setCertified(work.tx, { organisation, facts }, work.at);
  else if (!(await insertCertified(work.tx, { organisation, facts }, work.at))) throw new Refusal('organisation_certified_already');
  const details = { siret: facts.siret, name: facts.name, until: until.toISOString() };
  await append(work, { event: 'organisation_certified', helper: by, organisationId: organisation.id, details });
  return organisation;
}
