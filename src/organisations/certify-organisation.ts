import { randomUUID } from 'node:crypto';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import type { OrganisationFacts } from './application.ts';
import { isEnding } from './ending-store.ts';
import { findHours } from './hours-store.ts';
import type { Helper } from './helper.ts';
import { type Organisation, organisationObstacle } from './organisation.ts';
import { renewalObstacle } from './renewal.ts';
import { findOrganisationBySiret, insertCertified, setCertified } from './certification-store.ts';
import { lockOrganisationForChange } from './membership-store.ts';

/** A body may act from now on, until a day. One whose certification had ended comes back as itself; one that is certified or suspended does not. */
export async function certifyOrganisation(
  work: Work,
  { facts, until, by }: { readonly facts: OrganisationFacts; readonly until: Date; readonly by: Helper },
): Promise<Organisation> {
  const former = await findOrganisationBySiret(work.tx, facts.siret);
  const known = former && (await lockOrganisationForChange(work.tx, former.id)); // its managers may be getting more time for it
  if (known && organisationObstacle(known, work.at) !== 'organisation_not_certified') throw new Refusal('organisation_certified_already');
  if (known && (await isEnding(work.tx, known.id))) throw new Refusal('organisation_ending');
  const organisation: Organisation = {
    ...{ id: known?.id ?? randomUUID(), excludedProcedures: known?.excludedProcedures ?? [], ...described(facts) },
    ...{ certifiedAt: work.at, certificationExpiresAt: until, suspendedAt: null, withdrawnAt: null },
  };
  if (known) await setCertified(work.tx, { organisation, facts }, work.at);
  else if (!(await insertCertified(work.tx, { organisation, facts }, work.at))) throw new Refusal('organisation_certified_already');
  const details = { siret: facts.siret, name: facts.name, until: until.toISOString() };
  await append(work, { event: 'organisation_certified', helper: by, organisationId: organisation.id, details });
  return organisation;
}

/** A body may act for longer, until another day: what stands is not shortened, and has no gap when it had not come to its end. */
export async function renewCertification(
  work: Work,
  { id, facts, until, by }: { readonly id: string; readonly facts: OrganisationFacts; readonly until: Date; readonly by: Helper },
): Promise<Organisation> {
  const known = await lockOrganisationForChange(work.tx, id);
  const no = known ? renewalObstacle(known, work.at) : 'organisation_unknown';
  if (!known || no) throw new Refusal(no ?? 'organisation_unknown');
  if (await isEnding(work.tx, id)) throw new Refusal('organisation_ending');
  const former = known.certificationExpiresAt;
  if (former && until <= former) throw new Refusal('certification_end_wrong');
  const goesOn = former !== null && former > work.at;
  const certifiedAt = goesOn ? known.certifiedAt : work.at;
  const kept = { ...facts, siret: known.siret, territory: known.territory, openingHours: await findHours(work.tx, id) }; // who they are, who watches them, and what its managers say day by day
  const organisation: Organisation = { ...known, ...described(kept), certifiedAt, certificationExpiresAt: until };
  await setCertified(work.tx, { organisation, facts: kept }, work.at);
  const details = { siret: known.siret, name: facts.name, until: until.toISOString(), former: former?.toISOString() ?? '' };
  await append(work, { event: 'organisation_certification_renewed', helper: by, organisationId: id, details });
  return organisation;
}

function described({ siret, name, kind, territory, address, postalCode, city }: OrganisationFacts) {
  return { siret, name, kind, territory, address: `${address}, ${postalCode} ${city}` };
}
