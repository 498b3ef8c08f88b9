import { after, day } from '../clock.ts';
import type { Entry, Subject } from '../journal/append.ts';
import type { DatedEntry } from '../journal/bulk-append.ts';
import { canonical } from '../journal/leaf.ts';
import { termsContext, termsHash } from '../mandates/attestation.ts';
import { sealWith } from '../vault.ts';
import type { Place } from './history-crowd.ts';
import { newId, procedureWeights, refusalWeights } from './history-draw.ts';
import { meet, type Scene, type Someone } from './history-scene.ts';

/** A mandate that is still going on. */
export interface Running {
  readonly id: string;
  readonly journalRef: string;
  readonly person: Someone;
  readonly place: Place;
  readonly procedures: readonly string[];
  readonly expiresAt: Date;
}

const durations = { day: 1, month: 31, semester: 182, year: 365 } as const;

/** Somebody gives a mandate: drafted, identified, agreed, concluded. */
export function giveMandate(scene: Scene, known: Running | null): Running {
  const { dice, crowd, batch, at } = scene;
  const place = dice.busy(crowd.places);
  const helper = dice.busy(place.helpers);
  const person = known?.person ?? meet(scene);
  const duration = dice.weighted({ day: 10, month: 20, semester: 25, year: 45 });
  const procedures = [...new Set([dice.weighted(procedureWeights), dice.weighted(procedureWeights)])];
  const expiresAt = after(at, durations[duration] * day);
  const mandate = { id: newId(), journalRef: newId(), person, place, procedures, expiresAt };
  const terms = canonical({ template: 2, texts: [{ language: 'fr', direction: 'ltr', title: `Mandat ${mandate.id}`, parts: [] }] });
  const both = {
    ...{
      id: mandate.id,
      journal_ref: mandate.journalRef,
      organisation_id: place.organisation.id,
      helper_id: helper.id,
      person_id: person.id,
    },
    ...{ duration, language: 'fr', starts_at: at, expires_at: expiresAt, agreed_at: at, terms_hash: termsHash(terms) },
    terms: sealWith(person.dek, termsContext(mandate.id), terms),
  };
  batch.rows.drafts.push({ ...both, procedures, state: 'active', identified_at: at, lapses_at: after(at, day), created_at: at });
  batch.rows.mandates.push({ ...both, concluded_at: at });
  batch.rows.procedures.push(...procedures.map((procedure) => ({ mandate_id: mandate.id, procedure })));
  const about = { mandate, person, helper, organisationId: place.organisation.id };
  const happened = (event: Entry['event'], details: Entry['details'] = {}) => batch.entries.push({ event, at, ...about, details });
  const drafted: DatedEntry = {
    event: 'mandate_drafted',
    at,
    mandate,
    helper,
    organisationId: place.organisation.id,
    details: { duration, procedures },
  };
  batch.entries.push(drafted);
  happened('person_identified', { acr: 'eidas1', terms: termsHash(terms).toString('hex') });
  happened('mandate_agreed', { terms: termsHash(terms).toString('hex'), protection: 'none' });
  happened('mandate_concluded', { duration, procedures });
  return mandate;
}

/** What may come of a mandate that is going on: a use, a refusal, a look, its end. Returns whether it goes on. */
export function goOn(scene: Scene, mandate: Running): boolean {
  const { dice, batch, at } = scene;
  const { person, place } = mandate;
  const helper = dice.busy(place.helpers);
  const about = { at, mandate, person, helper, organisationId: place.organisation.id };
  if (at >= mandate.expiresAt) {
    if (dice.next() < 0.2)
      batch.entries.push({ ...about, event: 'use_refused', refusal: 'mandate_expired', procedure: dice.one(mandate.procedures) });
    return false;
  }
  const what = dice.weighted({ use: 72, refusal: 8, look: 15, end: 5 });
  if (what === 'use') use(scene, mandate, helper);
  if (what === 'look') batch.entries.push({ ...about, event: 'mandate_viewed' });
  if (what === 'refusal') {
    const procedure = dice.weighted(procedureWeights);
    batch.entries.push({
      ...about,
      event: 'use_refused',
      refusal: dice.weighted(refusalWeights),
      procedure,
      clientId: dice.busy(scene.crowd.clients).id,
    });
  }
  if (what !== 'end') return true;
  batch.ended.push({ id: mandate.id, at });
  batch.entries.push({ ...about, event: 'mandate_revoked', details: { channel: 'orally' } });
  return false;
}

function use({ dice, crowd, batch, at }: Scene, mandate: Running, helper: Subject): void {
  const client = dice.busy(crowd.clients);
  const procedure = dice.one(mandate.procedures);
  const { person, place } = mandate;
  const organisationId = place.organisation.id;
  const [id, txn] = [newId(), newId()];
  batch.rows.uses.push({
    ...{ id, txn, mandate_id: mandate.id, person_id: person.id, helper_id: helper.id, organisation_id: organisationId },
    ...{ client_id: client.id, client_name: client.name, procedure, used_at: at, disclosed_at: at },
  });
  const about = { at, mandate, person, helper, organisationId, useId: id, clientId: client.id, procedure };
  batch.entries.push(
    { ...about, event: 'mandate_used', details: { txn } },
    { ...about, event: 'identity_disclosed', details: { door: 'token' } },
  );
}
