import { randomBytes } from 'node:crypto';
import { after, day } from '../clock.ts';
import type { Work } from '../db/database.ts';
import type { KeyedSubject } from '../journal/laid-entries.ts';
import { procedureCodes } from '../mandates/procedures.ts';
import { registrationForm } from '../provider/forms.ts';
import { findClient } from '../provider/client-store.ts';
import { registerClient } from '../provider/register-client.ts';
import { familyNames, givenNames, newId, siretNumber } from './history-draw.ts';
import { newSubject, type Scene } from './history-scene.ts';

/** A body of the history, with those who act for it. */
export interface Place {
  readonly id: string;
  readonly territory: string;
  readonly helpers: readonly KeyedSubject[];
}

/** Who acts in the history, and where they are taken at their word. */
export interface Crowd {
  readonly places: readonly Place[];
  readonly clients: readonly { readonly id: string; readonly name: string }[];
  /** Whether services were told of ends. */
  readonly isTold: boolean;
}

/** Where a history happens, the busiest territories first, in how many bodies, and for how many days up to today. */
export interface Setting {
  readonly territories: readonly string[];
  readonly bodies: number;
  readonly days: number;
  readonly isTold: boolean;
  readonly nameOf: (body: { readonly rank: number; readonly territory: string }) => string;
}

/** Two years of the whole country: a body for 2,500 entries, in 95 territories. */
export function countryOf(entries: number): Setting {
  return {
    territories: Array.from({ length: 95 }, (_, index) => String(index + 1).padStart(2, '0')),
    bodies: Math.max(20, Math.round(entries / 2_500)),
    days: 730,
    isTold: false,
    nameOf: ({ rank }) => `CCAS de la commune n° ${String(rank)}`,
  };
}

/** Bodies in the order of their size, a month older than their history, six helpers each on average, numbered from `rank`. */
export function layPlaces(scene: Omit<Scene, 'crowd'>, setting: Setting, rank: number): Place[] {
  return Array.from({ length: setting.bodies }, (_, index) => layPlace(scene, setting, rank + index));
}

function layPlace({ at: now, ...around }: Omit<Scene, 'crowd'>, { territories, days, nameOf }: Setting, rank: number): Place {
  const scene = { ...around, at: after(now, -(days + 30) * day) };
  const { dice, batch, at } = scene;
  const territory = dice.busy(territories);
  const [name, siret, id] = [nameOf({ rank, territory }), siretNumber(rank), newId()];
  const address = `1 place de la Mairie, ${territory}`;
  batch.rows.organisations.push([id, siret, name, 'CCAS', address, territory, [], at, after(at, 1_500 * day), at]);
  batch.happened({ at, event: 'organisation_certified', organisationId: id, territory, details: { siret, name } });
  const hired = { organisationId: id, territory, rank, seenAt: now };
  const helpers = Array.from({ length: 3 + dice.under(7) }, (_, index) => layHelper(scene, { ...hired, index }));
  layNewcomer(scene, { ...hired, index: helpers.length });
  return { id, territory, helpers };
}

interface Hired {
  readonly organisationId: string;
  readonly territory: string;
  readonly rank: number;
  readonly index: number;
  /** When they signed in last: nobody falls idle on the first day. */
  readonly seenAt: Date;
}

function layHelper(scene: Omit<Scene, 'crowd'>, hired: Hired): KeyedSubject {
  const { batch, at } = scene;
  const helper = layMember(scene, hired, [at, after(at, 1_500 * day)]);
  batch.happened({ at, event: 'helper_certified', helper, organisationId: hired.organisationId, territory: hired.territory });
  return helper;
}

/** Somebody who joined and is not certified yet. */
function layNewcomer(scene: Omit<Scene, 'crowd'>, hired: Hired): void {
  const { batch, at } = scene;
  const helper = layMember(scene, hired, [null, null]);
  batch.happened({ at, event: 'helper_joined', helper, organisationId: hired.organisationId, territory: hired.territory });
}

function layMember(
  scene: Omit<Scene, 'crowd'>,
  { organisationId, rank, index, seenAt }: Hired,
  certified: readonly (Date | null)[],
): KeyedSubject {
  const { dice, batch, at } = scene;
  const helper = newSubject(scene);
  const email = `aidant${String(index)}@commune${String(rank)}.example`;
  const names = [dice.one(givenNames), dice.one(familyNames)];
  batch.rows.helpers.push([helper.id, helper.subjectRef, email, 'helper', ...names, ...certified, at, seenAt]);
  batch.rows.memberships.push([helper.id, organisationId, index === 0 ? 'manager' : 'helper', at]);
  return helper;
}

/** Services by the real verb. */
export async function layClients(work: Work): Promise<Crowd['clients']> {
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
