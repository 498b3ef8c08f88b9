import { randomUUID } from 'node:crypto';
import { after, day } from '../clock.ts';
import type { Work } from '../db/database.ts';
import { insertFactor, setConfirmed } from '../identity/factor-store.ts';
import { append } from '../journal/append.ts';
import { createSubject } from '../journal/subject-keys.ts';
import { addOmbudsman, addOperator, addSupervisor } from '../organisations/appoint.ts';
import { departmentOf } from '../organisations/department.ts';
import type { Helper, Role, Standing } from '../organisations/helper.ts';
import { putHours } from '../organisations/hours-store.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { recordTraining } from '../organisations/record-training.ts';
import { setSignedIn } from '../organisations/standing-store.ts';
import * as store from '../organisations/store.ts';
import { findOrganisationBySiret } from './seed-store.ts';
import { demoOrganisations, demoProfessionals, type DemoOrganisation, type DemoProfessional } from './organisations.ts';

/** The bodies and the professionals of the demonstration that are not known yet, as of `work.at`. Returns the bodies by their id of the demonstration. */
export async function seedOrganisations(work: Work): Promise<ReadonlyMap<string, Organisation>> {
  const organisations = new Map<string, Organisation>();
  for (const one of demoOrganisations) organisations.set(one.id, await seedOrganisation(work, one));
  for (const one of demoProfessionals) {
    const own = one.organisations.flatMap((id) => organisations.get(id) ?? []);
    if (one.duty !== 'helper') await seedStaff(work, one);
    else if (own.length > 0 && !(await store.findHelperByEmail(work.tx, one.email))) await seedHelper(work, one, own);
  }
  return organisations;
}

async function seedOrganisation(work: Work, one: DemoOrganisation): Promise<Organisation> {
  const known = await findOrganisationBySiret(work.tx, one.siret);
  if (known) return known;
  const organisation: Organisation = {
    ...{ id: randomUUID(), siret: one.siret, name: one.label, kind: kindOf(one), excludedProcedures: one.excludedProcedures },
    ...{ address: `1 place de la Mairie, ${one.postalCode} ${one.city}`, territory: departmentOf(one.postalCode) ?? '' },
    ...{ certifiedAt: work.at, certificationExpiresAt: after(work.at, one.certifiedDays * day), suspendedAt: null, withdrawnAt: null },
  };
  await store.insertOrganisation(work.tx, organisation, work.at);
  await putHours(work.tx, organisation.id, { hours: one.hours, at: work.at });
  await append(work, { event: 'organisation_certified', organisationId: organisation.id, details: { siret: one.siret, name: one.label } });
  return organisation;
}

function kindOf({ id }: DemoOrganisation): string {
  return id.startsWith('ccas') ? 'CCAS' : 'RFS';
}

async function seedHelper(work: Work, one: DemoProfessional, organisations: readonly Organisation[]): Promise<void> {
  const helper: Helper = {
    ...{ id: randomUUID(), subjectRef: await createSubject(work) },
    ...{ email: one.email, givenName: one.givenName, familyName: one.usualName },
    ...{ ...standingOf(one, work.at), duty: 'helper' },
  };
  await store.insertHelper(work.tx, helper, work.at);
  await setSignedIn(work.tx, helper.id, after(work.at, 399 * day)); // the day before the demonstration
  for (const { id } of organisations) await seedMembership(work, { helper, organisationId: id, role: roleOf(one) });
  if (helper.certifiedAt) await append(work, { event: 'helper_certified', helper });
  if (helper.suspendedAt) await append(work, { event: 'helper_suspended', helper });
  if (helper.withdrawnAt) await append(work, { event: 'helper_withdrawn', helper });
  const [first] = organisations;
  if (one.certification === 'trained' && first)
    await recordTraining(work, {
      helper,
      by: helper,
      organisationId: first.id,
      ...attestation,
      trainedOn: dayOf(after(work.at, -14 * day)),
    });
  if (one.totpSecret !== null) await seedFactor(work, helper, one.totpSecret);
}

/** How a helper stands since the day the demonstration was certified; one certification has ended ten days before the demonstration. */
function standingOf({ certification }: DemoProfessional, at: Date): Standing {
  const certified = certification !== 'none' && certification !== 'trained';
  const until = certification === 'expired' ? after(at, 390 * day) : endOfCertification(at);
  const stopped = certification === 'suspended' || certification === 'withdrawn';
  return {
    ...{ certifiedAt: certified ? at : null, certificationExpiresAt: certified ? until : null },
    ...{ suspendedAt: stopped ? at : null, withdrawnAt: certification === 'withdrawn' ? at : null },
  };
}

/** Who runs and who watches the demonstration. */
async function seedStaff(work: Work, { duty, email, givenName, usualName, territories = [], totpSecret }: DemoProfessional): Promise<void> {
  if (duty === 'helper' || totpSecret === null || (await store.findHelperByEmail(work.tx, email))) return;
  const appoint = { operator: addOperator, supervisor: addSupervisor, ombudsman: addOmbudsman }[duty];
  await seedFactor(work, await appoint(work, { email, givenName, familyName: usualName, territories }), totpSecret);
}

/** What an operator of the demonstration may accept. */
const attestation = { body: 'La Mednum', file: Buffer.from('%PDF-1.4\n% attestation de démonstration\n') };

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

interface Joining {
  readonly helper: Helper;
  readonly organisationId: string;
  readonly role: Role;
}

async function seedMembership(work: Work, { helper, organisationId, role }: Joining): Promise<void> {
  await store.insertMembership(work.tx, { helperId: helper.id, organisationId, role, joinedAt: work.at });
  await append(work, { event: 'helper_joined', helper, organisationId, details: { role } });
}

function roleOf({ roles }: DemoProfessional): Role {
  return roles.includes('manager') ? 'manager' : 'helper';
}

/** As if the helper had enrolled it: the secret is known to the page of codes. */
async function seedFactor(work: Work, helper: Helper, totpSecret: string): Promise<void> {
  const id = randomUUID();
  const secret = work.vault.seal('totp', id, totpSecret);
  await insertFactor(work.tx, { id, helperId: helper.id, secret, label: 'totp', createdAt: work.at });
  await setConfirmed(work.tx, id, work.at);
  await append(work, { event: 'second_factor_added', helper });
}

function endOfCertification(certifiedAt: Date): Date {
  return after(certifiedAt, 3 * 365 * day);
}
