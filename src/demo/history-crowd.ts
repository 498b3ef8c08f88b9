import { randomBytes } from 'node:crypto';
import { after, day } from '../clock.ts';
import { atomically, type Work, type WorkNeeds } from '../db/database.ts';
import { append, type Subject } from '../journal/append.ts';
import { createSubject } from '../journal/subject-keys.ts';
import { procedureCodes } from '../mandates/procedures.ts';
import type { Helper } from '../organisations/helper.ts';
import type { Organisation } from '../organisations/organisation.ts';
import * as organisations from '../organisations/store.ts';
import { registrationForm } from '../provider/forms.ts';
import { findClient } from '../provider/client-store.ts';
import { registerClient } from '../provider/register-client.ts';
import { Dice, familyNames, givenNames, newId, siretNumber } from './history-draw.ts';
import { countOrganisations } from './history-store.ts';

/** A body of the history, with those who act for it. */
export interface Place {
  readonly organisation: Organisation;
  readonly helpers: readonly Subject[];
}

/** Who acts in the history, and where they are taken at their word. */
export interface Crowd {
  readonly places: readonly Place[];
  readonly clients: readonly { readonly id: string; readonly name: string }[];
}

const territories = Array.from({ length: 95 }, (_, index) => String(index + 1).padStart(2, '0'));

/** Bodies by the real verbs, in the order of their size: one for 2,500 entries, six helpers each on average, in 95 territories. */
export async function layCrowd(needs: WorkNeeds, { entries, since }: { readonly entries: number; readonly since: Date }): Promise<Crowd> {
  const dice = new Dice(entries);
  const count = Math.max(20, Math.round(entries / 2_500));
  const rank = await atomically(needs, ({ tx }) => countOrganisations(tx));
  const places: Place[] = [];
  for (let index = 0; index < count; index++)
    places.push(await atomically(needs, (work) => layPlace({ ...work, at: since }, { dice, rank: rank + index })));
  return { places, clients: await atomically(needs, (work) => layClients(work)) };
}

async function layPlace(work: Work, { dice, rank }: { readonly dice: Dice; readonly rank: number }): Promise<Place> {
  const territory = dice.busy(territories);
  const name = `CCAS de la commune n° ${String(rank)}`;
  const organisation: Organisation = {
    ...{ id: newId(), siret: siretNumber(rank), name, kind: 'CCAS', address: `1 place de la Mairie, ${territory}000`, territory },
    ...{
      excludedProcedures: [],
      certifiedAt: work.at,
      certificationExpiresAt: after(work.at, 1_500 * day),
      suspendedAt: null,
      withdrawnAt: null,
    },
  };
  await organisations.insertOrganisation(work.tx, organisation, work.at);
  await append(work, { event: 'organisation_certified', organisationId: organisation.id, details: { siret: organisation.siret, name } });
  const helpers: Subject[] = [];
  for (let index = 0; index < 3 + dice.under(7); index++) helpers.push(await layHelper(work, { dice, organisation, rank, index }));
  return { organisation, helpers };
}

interface Hired {
  readonly dice: Dice;
  readonly organisation: Organisation;
  readonly rank: number;
  readonly index: number;
}

async function layHelper(work: Work, { dice, organisation, rank, index }: Hired): Promise<Subject> {
  const helper: Helper = {
    ...{ id: newId(), subjectRef: await createSubject(work), email: `aidant${String(index)}@commune${String(rank)}.example` },
    ...{ givenName: dice.one(givenNames), familyName: dice.one(familyNames), duty: 'helper', suspendedAt: null, withdrawnAt: null },
    ...{ certifiedAt: work.at, certificationExpiresAt: after(work.at, 1_500 * day) },
  };
  await organisations.insertHelper(work.tx, helper, work.at);
  const role = index === 0 ? 'manager' : 'helper';
  await organisations.insertMembership(work.tx, { helperId: helper.id, organisationId: organisation.id, role, joinedAt: work.at });
  await append(work, { event: 'helper_certified', helper, organisationId: organisation.id });
  return { id: helper.id, subjectRef: helper.subjectRef };
}

async function layClients(work: Work): Promise<Crowd['clients']> {
  const names = ['Allocations', 'Assurance maladie', 'Impôts', 'Emploi', 'Retraite', 'Titres', 'Logement social', 'Énergie'];
  const clients: { id: string; name: string }[] = [];
  for (const [index, name] of names.entries()) {
    const id = `histoire-${String(index)}`;
    if (!(await findClient(work.tx, work.vault, id))) await registerClient(work, registrationForm.parse(registration(id, name)));
    clients.push({ id, name });
  }
  return clients;
}

function registration(id: string, name: string): Record<string, unknown> {
  const origin = `https://${id}.example`;
  return {
    ...{ id, name, dialect: 'direct', delegationMode: 'aware-act', procedures: [...procedureCodes], authentication: 'client_secret_basic' },
    ...{ secret: randomBytes(32).toString('hex'), redirectUris: [`${origin}/callback`], postLogoutRedirectUris: [`${origin}/bye`] },
  };
}
