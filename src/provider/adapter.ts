import Provider, { type Adapter, type AdapterFactory, type AdapterPayload, errors } from 'oidc-provider';
import { after, minute, second } from '../clock.ts';
import type { WorkNeeds } from '../db/database.ts';
import { libraryMetadata } from './client.ts';
import { accountOfGrant, findGrant } from './grants.ts';
import type { RoomNeeds } from './needs.ts';
import { useIdOf } from './pairwise.ts';
import { idHashOf, openPayload, sealPayload } from './sealed-payload.ts';
import * as store from './store.ts';

/** A code that was shown at the token endpoint; `again` when it had been shown before. */
export interface PresentedCode {
  readonly useId: string;
  readonly again: boolean;
}

/** An interaction lasts no longer than this, however lively: it began so long before its end. */
export const interactionLifetime = 30 * minute;

/** An interaction left alone for so long is over. */
export const interactionIdle = 10 * minute;

const presented = new WeakMap<object, PresentedCode>();

/** The code that this request showed, if it showed one of ours. */
export function presentedCode(ctx: object): PresentedCode | undefined {
  return presented.get(ctx);
}

/** The library's storage on our tables: identifiers as hashes, payloads sealed, one statement for each thing it asks. */
export function adapterFor(needs: RoomNeeds): AdapterFactory {
  return (model) => ({ ...keptIn(needs, model), ...special[model]?.(needs) });
}

/** Whether an assertion or a proof is shown for the first time: asked and recorded in one statement. */
export function isFirstShowing({ db, clock }: WorkNeeds, { of, until }: { readonly of: string; readonly until: number }): Promise<boolean> {
  const at = clock.now();
  const expiresAt = new Date(Math.max(until * second, after(at, minute).getTime()));
  return store.insertReplay(db, { idHash: idHashOf('ReplayDetection', of), expiresAt });
}

type Part = Partial<Adapter>;

const nothing = (): Promise<undefined> => Promise.resolve(undefined);

const special: Readonly<Record<string, (needs: RoomNeeds) => Part>> = {
  Client: (needs) => ({ find: (id) => findClient(needs, id) }),
  Grant: () => ({ upsert: nothing, destroy: nothing, find: (id) => Promise.resolve(findGrant(id)) }),
  // Nobody stays signed in at the provider: each authorization is a fresh choice, so there is no session to keep.
  Session: () => ({ upsert: nothing, destroy: nothing, find: nothing, findByUid: nothing }),
  AuthorizationCode: (needs) => ({ find: (id) => present(needs, id), consume: nothing }),
  Interaction: (needs) => ({
    upsert: (id, payload, expiresIn = 0) => keep(needs, { model: 'Interaction', id, payload, expiresIn, idle: interactionIdle }),
    find: (id) => (Provider.ctx?.oidc.route === 'resume' ? take(needs, id) : find(needs, 'Interaction', id)),
    destroy: nothing, // taken already
  }),
};

function keptIn(needs: RoomNeeds, model: string): Adapter {
  return {
    upsert: (id, payload, expiresIn = 0) => keep(needs, { model, id, payload, expiresIn }),
    find: (id) => find(needs, model, id),
    findByUid: nothing,
    findByUserCode: nothing,
    consume: (id) => consume(needs, model, id),
    destroy: (id) => store.deletePayload(needs.db, idHashOf(model, id)),
    revokeByGrantId: (grantId) => store.deletePayloadsOfUse(needs.db, useIdOf(accountOfGrant(grantId))),
  };
}

interface Keeping {
  readonly model: string;
  readonly id: string;
  readonly payload: AdapterPayload;
  readonly expiresIn: number;
  readonly idle?: number;
}

async function keep({ db, clock, vault }: RoomNeeds, { model, id, payload, expiresIn, idle }: Keeping): Promise<void> {
  const idHash = idHashOf(model, id);
  const at = clock.now();
  const endsAt = after(at, expiresIn * second);
  const expiresAt = after(at, Math.min(idle ?? Infinity, expiresIn * second));
  const useId = payload.accountId === undefined ? null : useIdOf(payload.accountId);
  await store.upsertPayload(db, { idHash, model, payload: sealPayload(vault, idHash, payload), useId, expiresAt, endsAt });
}

async function find({ db, clock, vault }: RoomNeeds, model: string, id: string): Promise<AdapterPayload | undefined> {
  const idHash = idHashOf(model, id);
  const found = await store.findPayload(db, idHash, clock.now());
  return found && withConsumption(openPayload(vault, idHash, found.payload), found.consumedAt);
}

/** The answered interaction, once: whoever comes second finds nothing, so that one answer makes one code. */
async function take({ db, clock, vault }: RoomNeeds, id: string): Promise<AdapterPayload | undefined> {
  const idHash = idHashOf('Interaction', id);
  const found = await store.takePayload(db, idHash, clock.now());
  return found && openPayload(vault, idHash, found.payload);
}

/**
 * A code is consumed by being shown, whoever shows it and however wrong the rest of their request is: it cannot be tried again,
 * and of several requests at once one alone finds it unused. The library refuses a consumed code.
 */
async function present({ db, clock, vault }: RoomNeeds, id: string): Promise<AdapterPayload | undefined> {
  const idHash = idHashOf('AuthorizationCode', id);
  const found = await store.presentPayload(db, idHash, clock.now());
  if (!found) return undefined;
  const payload = openPayload(vault, idHash, found.payload);
  const { ctx } = Provider;
  if (ctx && payload.accountId !== undefined) presented.set(ctx, { useId: useIdOf(payload.accountId), again: found.consumedAt !== null });
  return withConsumption(payload, found.consumedAt);
}

async function consume({ db, clock }: RoomNeeds, model: string, id: string): Promise<void> {
  if (await store.consumePayload(db, idHashOf(model, id), clock.now())) return;
  throw new errors.InvalidRequestUri('request_uri is invalid, expired, or was already used');
}

async function findClient({ clients, publicUrl }: RoomNeeds, id: string): Promise<AdapterPayload | undefined> {
  const client = await clients(id);
  return client && !client.disabledAt ? libraryMetadata(client, publicUrl) : undefined;
}

function withConsumption(payload: AdapterPayload, consumedAt: Date | null): AdapterPayload {
  return consumedAt ? { ...payload, consumed: Math.floor(consumedAt.getTime() / second) } : payload;
}
