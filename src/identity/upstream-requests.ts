import { after, minute } from '../clock.ts';
import { atomically, type WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { rootOf, type Session } from '../http/sessions.ts';
import { hashSecret } from '../vault.ts';
import * as store from './store.ts';
import type { Upstream, UpstreamSecrets } from './upstream.ts';

/** What is asked of an upstream, for whom. */
export interface Question {
  readonly upstream: Upstream;
  readonly session: Session;
  readonly redirectUri: string;
  readonly purpose: store.Purpose;
  /** The draft a person identifies themself for, when it is for one. */
  readonly draftId?: string | null;
  /** The path they were going to. */
  readonly returnsTo?: string | null;
}

/** A question as it was kept, now that its answer is here. */
export interface KeptQuestion {
  readonly stateHash: Buffer;
  readonly state: string;
  readonly purpose: store.Purpose;
  readonly draftId: string | null;
  readonly returnsTo: string | null;
  readonly secrets: UpstreamSecrets;
}

/** Keeps a fresh question, bound to this browser's session. Returns where to send the browser. The network is asked outside any transaction. */
export async function askUpstream(needs: WorkNeeds, { upstream, session, redirectUri, ...question }: Question): Promise<string> {
  const { address, state, secrets } = await upstream.ask(redirectUri);
  const stateHash = hashSecret(state);
  await atomically(needs, ({ tx, at, vault }) =>
    store.insertUpstreamRequest(tx, {
      ...{ stateHash, sessionHash: rootOf(session), draftId: null, returnsTo: null, ...question },
      secrets: vault.seal('upstream-request', stateHash.toString('base64'), JSON.stringify(secrets)),
      createdAt: at,
      expiresAt: after(at, patience),
    }),
  );
  return address;
}

/** The question a browser comes back with, used up by this. Refuses another browser's, another purpose's, one too old or already answered. */
export async function takeQuestion(
  needs: WorkNeeds,
  {
    callback,
    session,
    purposes,
  }: { readonly callback: URL; readonly session: Session | null; readonly purposes: readonly store.Purpose[] },
): Promise<KeptQuestion> {
  const state = callback.searchParams.get('state');
  if (state === null || !session) throw new Refusal('upstream_request_unknown');
  const stateHash = hashSecret(state);
  const request = await atomically(needs, ({ tx, at }) =>
    store.redeemUpstreamRequest(tx, { stateHash, sessionHash: rootOf(session), purposes }, at),
  );
  if (!request) throw new Refusal('upstream_request_unknown');
  const secrets = needs.vault.open('upstream-request', stateHash.toString('base64'), request.secrets).toString();
  return { ...request, stateHash, state, secrets: JSON.parse(secrets) as UpstreamSecrets }; // sealed by askUpstream
}

const patience = 10 * minute;
