import { after, day } from '../clock.ts';
import type { Row } from '../db/copy-in.ts';
import type { KeyedSubject, LaidEntry } from '../journal/laid-entries.ts';
import { canonical } from '../journal/leaf.ts';
import { termsContext, termsHash } from '../mandates/attestation.ts';
import { sealWith } from '../vault.ts';
import type { Place } from './history-crowd.ts';
import { newId, procedureWeights, refusalWeights } from './history-draw.ts';
import { type Batch, meet, type Scene } from './history-scene.ts';

/** A mandate that is still going on; its rows are written when its end is known. */
export interface Running {
  readonly id: string;
  readonly journalRef: string;
  readonly person: KeyedSubject;
  readonly place: Place;
  readonly procedures: readonly string[];
  readonly expiresAt: Date;
  readonly row: Row;
  readonly uses: Row[];
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
  const mandate = { id: newId(), journalRef: newId() };
  const terms = canonical({ template: 2, texts: [{ language: 'fr', direction: 'ltr', title: `Mandat ${mandate.id}`, parts: [] }] });
  const hash = termsHash(terms);
  const row = [
    ...[mandate.id, mandate.journalRef, place.id, helper.id, person.id, duration, 'fr', at, expiresAt, at, hash],
    sealWith(person.dek, termsContext(mandate.id), terms),
  ];
  batch.rows.drafts.push([...row, procedures, 'active', at, after(at, day), at]);
  const about = { at, mandate, helper, organisationId: place.id, territory: place.territory };
  batch.happened({ ...about, event: 'mandate_drafted', details: { duration, procedures } });
  const agreed = { ...about, person };
  batch.happened({ ...agreed, event: 'person_identified', details: { acr: 'eidas1', terms: hash.toString('hex') } });
  batch.happened({ ...agreed, event: 'mandate_agreed', details: { terms: hash.toString('hex'), protection: 'none' } });
  batch.happened({ ...agreed, event: 'mandate_concluded', details: { duration, procedures } });
  return { ...mandate, person, place, procedures, expiresAt, row: [...row, at], uses: [] };
}

/** What may come of a mandate that is going on: a use, a refusal, a look, its end. Returns whether it goes on. */
export function goOn(scene: Scene, mandate: Running): boolean {
  const { dice, batch, at } = scene;
  const helper = dice.busy(mandate.place.helpers);
  const about = aboutMandate(mandate, { at, helper });
  if (at >= mandate.expiresAt) {
    if (dice.next() < 0.2)
      batch.happened({ ...about, event: 'use_refused', refusal: 'mandate_expired', procedure: dice.one(mandate.procedures) });
    endMandate(batch, mandate, null);
    return false;
  }
  const what = dice.weighted({ use: 72, refusal: 8, look: 15, end: 5 });
  if (what === 'use') use(scene, mandate, about);
  if (what === 'look') batch.happened({ ...about, event: 'mandate_viewed' });
  if (what === 'refusal') {
    const [procedure, clientId] = [dice.weighted(procedureWeights), dice.busy(scene.crowd.clients).id];
    batch.happened({ ...about, event: 'use_refused', refusal: dice.weighted(refusalWeights), procedure, clientId });
  }
  if (what !== 'end') return true;
  batch.happened({ ...about, event: 'mandate_revoked', details: { channel: 'orally' } });
  endMandate(batch, mandate, at);
  if (scene.crowd.isTold) tellServices(scene, mandate);
  return false;
}

/** A helper looks at a mandate: one entry. */
export function lookAt({ dice, batch, at }: Scene, mandate: Running): void {
  batch.happened({ ...aboutMandate(mandate, { at, helper: dice.busy(mandate.place.helpers) }), event: 'mandate_viewed' });
}

/** Nothing more happens to this mandate: its rows are written, as it ended if it did. */
export function endMandate(batch: Batch, { id, journalRef, procedures, row, uses }: Running, revokedAt: Date | null): void {
  const [cause, channel] = revokedAt ? ['revoked', 'orally'] : [null, null];
  batch.rows.mandates.push([...row, revokedAt]);
  for (const procedure of procedures) batch.rows.procedures.push([id, procedure, revokedAt, cause, channel]);
  for (const one of uses) batch.rows.uses.push([...one, revokedAt, revokedAt]);
  batch.close(journalRef);
}

/** Each service that was given the identity hears that the session is over, and why, in a second or so. */
function tellServices({ dice, batch, at }: Scene, { id: mandateId, uses }: Running): void {
  for (const [useId = null, , , , , , clientId = null, , procedure = null] of uses)
    for (const kind of ['logout', 'session-revoked']) {
      const toldAt = after(at, 300 + 2_500 * dice.next() ** 3);
      batch.rows.signals.push([newId(), useId, clientId, mandateId, procedure, kind, at, at, after(at, 3 * day), 1, '200', toldAt]);
    }
}

function aboutMandate(
  { id, journalRef, person, place }: Running,
  { at, helper }: { readonly at: Date; readonly helper: KeyedSubject },
): Omit<LaidEntry, 'event'> & { readonly helper: KeyedSubject } {
  return { at, mandate: { id, journalRef }, person, helper, organisationId: place.id, territory: place.territory };
}

function use({ dice, crowd, batch, at }: Scene, mandate: Running, given: ReturnType<typeof aboutMandate>): void {
  const client = dice.busy(crowd.clients);
  const procedure = dice.one(mandate.procedures);
  const [id, txn] = [newId(), newId()];
  mandate.uses.push([
    ...[id, txn, mandate.id, mandate.person.id, given.helper.id, mandate.place.id, client.id, client.name, procedure],
    ...[at, at],
  ]);
  const about = { ...given, useId: id, clientId: client.id, procedure };
  batch.happened({ ...about, event: 'mandate_used', details: { txn } });
  batch.happened({ ...about, event: 'identity_disclosed', details: { door: 'token' } });
}
