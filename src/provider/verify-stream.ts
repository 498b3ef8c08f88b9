import { randomUUID } from 'node:crypto';
import { atomically } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { issuerOf } from './claims.ts';
import { findClient } from './client-store.ts';
import { reasonOf, signToken } from './deliver-signal.ts';
import { listSigningKeys } from './keys.ts';
import { knock } from './knock.ts';
import type { ProviderNeeds } from './needs.ts';
import { signalTypes, verificationClaims } from './signal.ts';

/** Sends a relying party a verification event now, once, as it would be told of an end. What it answered is recorded, and returned: `202` when it took it. */
export async function verifyStream(
  needs: ProviderNeeds,
  { clientId, state }: { readonly clientId: string; readonly state: string | undefined },
): Promise<string> {
  const client = await findClient(needs.db, needs.vault, clientId);
  if (!client) throw new Refusal('client_unknown');
  if (client.eventsUri === null) throw new Refusal('client_not_tellable');
  const stamp = { jti: randomUUID(), at: needs.clock.now() };
  const claims = verificationClaims({ issuer: issuerOf(needs), clientId, state }, stamp);
  const { typ, contentType } = signalTypes['session-revoked'];
  const keys = await listSigningKeys(needs.db, needs.vault, stamp.at);
  const event = { contentType, body: await signToken(client, { claims, typ, keys }), authorization: client.eventsAuthorization };
  const answer = await knock(needs, client.eventsUri, event).then(({ status }) => String(status), reasonOf);
  await atomically(needs, (work) => append(work, { event: 'client_stream_verified', clientId, details: { jti: stamp.jti, answer } }));
  return answer;
}
