import type { AdapterPayload } from 'oidc-provider';
import { after } from '../clock.ts';
import { type Work, writeLast } from '../db/database.ts';
import { Refusal, type RefusalCode } from '../errors.ts';
import type { Procedure } from '../mandates/procedures.ts';
import { listUsable, type Usable, type UsableQuery } from '../mandates/usable-store.ts';
import { tellUsed } from '../mandates/tell-person.ts';
import { useMandate } from '../mandates/use-mandate.ts';
import type { Helper } from '../organisations/helper.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { interactionIdle, interactionLifetime } from './adapter.ts';
import { epoch } from './claims.ts';
import { askedAge, askedProcedures, asksAnew, askedSensitive, mayBeTold } from './asked.ts';
import { acrOf, type Client } from './client.ts';
import { lockClientForUse } from './client-store.ts';
import type { RoomNeeds } from './needs.ts';
import type { Choice } from './forms.ts';
import { accountOf, subjectFor } from './pairwise.ts';
import { idHashOf, openPayload, sealPayload } from './sealed-payload.ts';
import * as store from './store.ts';

/** Who is choosing. */
export interface Chooser {
  readonly helper: Helper;
  readonly organisation: Organisation;
  readonly secondFactorAt: Date;
}

/** A service waits for the choice of a person and a procedure. */
export interface Interaction {
  readonly uid: string;
  readonly client: Client;
  /** Where the library goes on from; never the service's own address. */
  readonly returnTo: string;
  readonly redirectUri: string;
  readonly answered: boolean;
  /** What the service asks for that we know and it may have. */
  readonly asked: readonly Procedure[];
  /** Of these, what the helper's organisation does not do. */
  readonly excluded: readonly Procedure[];
  readonly payload: AdapterPayload;
}

/** The interaction of this address, for the helper who opened it first and nobody else. */
export async function openInteraction(
  needs: RoomNeeds,
  { uid, helper, organisation, secondFactorAt }: Chooser & { readonly uid: string },
): Promise<Interaction> {
  const at = needs.clock.now();
  const idHash = idHashOf('Interaction', uid);
  const found = await store.openInteraction(needs.db, { idHash, helperId: helper.id, at, idleEnd: after(at, interactionIdle) });
  if (!found) throw new Refusal('interaction_unknown');
  const payload = openPayload(needs.vault, idHash, found.payload);
  const { params = {}, returnTo = '' } = payload;
  const client = await needs.clients(String(params['client_id']));
  if (!client) throw new Refusal('client_unknown');
  const maxAge = askedAge(params);
  if (maxAge !== null && epoch(at) - epoch(secondFactorAt) > maxAge) throw new Refusal('second_factor_required');
  const beganAt = after(found.endsAt, -interactionLifetime);
  if (asksAnew(client, params) && secondFactorAt < beganAt) throw new Refusal('second_factor_required');
  const asked = askedProcedures(client, params);
  const excluded = asked.filter((code) => organisation.excludedProcedures.includes(code));
  return {
    uid,
    client,
    returnTo,
    redirectUri: String(params['redirect_uri']),
    answered: found.consumedAt !== null,
    asked,
    excluded,
    payload,
  };
}

/** The people who could be chosen, as the decision would have it. */
export function listChoices(
  needs: RoomNeeds,
  { asked }: Interaction,
  { chooser, ...query }: Pick<UsableQuery, 'search' | 'personId' | 'limit' | 'offset'> & { readonly chooser: Chooser },
): Promise<Usable[]> {
  if (asked.length === 0) return Promise.resolve([]);
  return listUsable(needs.db, needs.vault, {
    ...query,
    procedures: asked,
    organisationId: chooser.organisation.id,
    helperId: chooser.helper.id,
    at: needs.clock.now(),
  });
}

/** A choice to be answered. */
export interface Taking {
  readonly interaction: Interaction;
  readonly chooser: Chooser;
  readonly choice: Choice;
  /** What comes first and may stand in the way, such as the person's confirmation. */
  readonly confirm?: (work: Work) => Promise<RefusalCode | null>;
}

/**
 * The helper takes up the mandate for this service. The use, its trace and the answer the library will find commit together, so no
 * code can exist without them; an interaction answered already is left as it is. Returns what `confirm` found in the way.
 */
export async function answerWithUse(
  needs: RoomNeeds,
  work: Work,
  { interaction, chooser, choice, confirm }: Taking,
): Promise<RefusalCode | null> {
  const { helper, organisation, secondFactorAt } = chooser;
  const [isWaiting, client] = await Promise.all([
    store.lockUnanswered(work.tx, idHashOf('Interaction', interaction.uid)),
    lockClientForUse(work.tx, work.vault, interaction.client.id),
  ]);
  if (!isWaiting) throw new Refusal('interaction_unknown');
  if (!client) throw new Refusal('client_unknown');
  if (!interaction.asked.includes(choice.procedure)) throw new Refusal('client_not_registered_for_procedure');
  const unconfirmed = confirm ? await confirm(work) : null;
  if (unconfirmed) return unconfirmed;
  const { use, ...taken } = await useMandate(work, {
    ...choice,
    helperId: helper.id,
    organisationId: organisation.id,
    client,
    secondFactorAt,
    sensitive: askedSensitive(interaction, client, choice.procedure),
  });
  await tellUsed(work, { ...taken, publicUrl: needs.publicUrl });
  const subject = subjectFor(needs.pairwiseKey, client, use);
  if (!mayBeTold(interaction.payload.params ?? {}, subject)) throw new Refusal('another_person_asked_for');
  const login = { accountId: accountOf(use.id, subject), ts: epoch(secondFactorAt), acr: acrOf(client, needs.publicUrl), amr: ['mfa'] };
  await writeLast(work, answer(work, interaction, { login, consent: { procedure: choice.procedure } }));
  return null;
}

/** The helper goes back to the service without having chosen. What was answered before, be it a moment ago, stands. */
export async function answerWithRefusal(work: Work, interaction: Interaction, why: string): Promise<void> {
  await answer(work, interaction, { error: 'access_denied', error_description: why });
}

async function answer(
  { tx, vault, at }: Work,
  { uid, payload }: Interaction,
  result: NonNullable<AdapterPayload['result']>,
): Promise<void> {
  const idHash = idHashOf('Interaction', uid);
  await store.answerInteraction(tx, { idHash, payload: sealPayload(vault, idHash, { ...payload, result }), at });
}
