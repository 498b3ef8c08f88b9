import { importJWK, type JWK, type JWTPayload, SignJWT } from 'jose';
import { after, minute, second } from '../clock.ts';
import { atomically } from '../db/database.ts';
import { append } from '../journal/append.ts';
import { issuerOf, mandateRef } from './claims.ts';
import type { Client } from './client.ts';
import { findClient } from './client-store.ts';
import { knock } from './knock.ts';
import type { ProviderNeeds } from './needs.ts';
import { subjectFor } from './pairwise.ts';
import { storyOf } from './refused.ts';
import { type Ended, meaningOf, signalClaims, signalTypes } from './signal.ts';
import * as store from './signal-store.ts';

interface Delivery {
  readonly clientId: string;
  readonly signal: store.ClaimedSignal;
  /** Those that sign first, first. */
  readonly keys: readonly JWK[];
}

/** Sends one signal and notes what became of it; when it is to be sent again, returns when. At least once, always under the same `jti`. */
export async function deliverSignal(needs: ProviderNeeds, { clientId, signal, keys }: Delivery): Promise<Date | null> {
  const client = await findClient(needs.db, needs.vault, clientId);
  const address = client && (signal.kind === 'logout' ? client.logoutUri : client.eventsUri);
  if (!client || address === null || address === undefined) return settle(needs, { clientId, signal, answer: 'no_address' });
  const token = await sign(needs, { client, signal, keys });
  const authorization = signal.kind === 'logout' ? null : client.eventsAuthorization;
  const form = signal.kind === 'logout' ? new URLSearchParams({ logout_token: token }).toString() : token;
  const { meaning, answer } = await knock(needs, address, { ...signalTypes[signal.kind], body: form, authorization }).then(
    (answered) => ({ meaning: meaningOf(signal.kind, answered), answer: String(answered.status) }),
    (error: unknown) => ({ meaning: 'again' as const, answer: reasonOf(error) }),
  );
  if (meaning === 'told') return settle(needs, { clientId, signal, answer, told: true });
  needs.log.warn(
    { client: clientId, signal: signal.id, kind: signal.kind, attempts: signal.attempts, answer },
    'a relying party was not told',
  );
  const next = after(needs.clock.now(), pause(signal.attempts));
  if (meaning === 'refused' || next >= signal.expiresAt) return settle(needs, { clientId, signal, answer });
  await store.setDueAgain(needs.db, signal.id, { answer, at: next });
  return next;
}

function sign(needs: ProviderNeeds, { client, signal, keys }: { client: Client } & Omit<Delivery, 'clientId'>): Promise<string> {
  const stamp = { jti: signal.id, createdAt: signal.createdAt, at: needs.clock.now() };
  const claims = signalClaims(signal.kind, ended(needs, client, signal), stamp);
  return signToken(client, { claims, typ: signalTypes[signal.kind].typ, keys });
}

/** A token for a relying party, signed as its id_tokens are. */
export async function signToken(
  client: Client,
  { claims, typ, keys }: { readonly claims: JWTPayload; readonly typ: string; readonly keys: readonly JWK[] },
): Promise<string> {
  const alg = client.metadata['id_token_signed_response_alg'];
  const key = keys.find((known) => known.alg === alg);
  if (!key) throw new Error(`no key signs ${String(alg)}`); // refused at registration
  return new SignJWT(claims)
    .setProtectedHeader({ alg: key.alg ?? '', typ, ...(key.kid !== undefined && { kid: key.kid }) })
    .sign(await importJWK(key));
}

function ended(needs: ProviderNeeds, client: Client, signal: store.ClaimedSignal): Ended {
  const { endCause, procedureEndedAt } = signal;
  const endedAt = procedureEndedAt ?? signal.endedAt;
  const isItsCause = signal.kind === 'mandate-ended' || endedAt <= signal.endedAt; // something else may have ended the use before
  return {
    ...{ issuer: issuerOf(needs), clientId: client.id, subject: subjectFor(needs.pairwiseKey, client, signal) },
    ...{ mandateRef: mandateRef(needs, client.id, signal.mandateId), txn: signal.txn, endedAt: signal.endedAt },
    ending: endCause && isItsCause ? { cause: endCause, channel: signal.channel, endedAt } : null,
  };
}

/** The end of a signal, told or given up, with its entry. */
async function settle(
  needs: ProviderNeeds,
  { clientId, signal, answer, told = false }: Pick<Delivery, 'clientId' | 'signal'> & { readonly answer: string; readonly told?: boolean },
): Promise<null> {
  await atomically(needs, async (work) => {
    const note = { answer, at: work.at };
    if (!(await (told ? store.setTold : store.setNotTold)(work.tx, signal.id, note))) return;
    const event = told ? 'client_told' : 'client_not_told';
    const details = { signal: signal.kind, jti: signal.id, attempts: signal.attempts, answer };
    await append(work, { ...(await storyOf(work, signal.useId)), event, clientId, details });
  });
  return null;
}

/** 2 s, 4 s, 8 s… at most 5 minutes: who comes back after an hour is told within five minutes. */
function pause(attempts: number): number {
  return Math.min(2 * second * 2 ** (attempts - 1), 5 * minute);
}

/** What broke on the way, in one word; never what was sent. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
