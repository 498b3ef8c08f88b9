import { randomUUID } from 'node:crypto';
import {
  type AuthenticatorTransport,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { after, minute } from '../clock.ts';
import { atomically, type Work, type WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { type Helper, helperName } from '../organisations/helper.ts';
import { hashSecret } from '../vault.ts';
import { type Adding, requireMayAdd } from './adding-factors.ts';
import { parseAssertion, parseAttestation } from './passkey-answer.ts';
import * as store from './passkey-store.ts';

/** What an authenticator answered (WebAuthn, JSON), and the session that asked it. */
export interface PasskeyAnswer {
  readonly credential: string;
  readonly sessionHash: Buffer;
  readonly publicUrl: string;
}

/** Who asks an authenticator, in which session. */
export interface Asking {
  readonly helper: Helper;
  readonly sessionHash: Buffer;
}

type PasskeyNeeds = WorkNeeds & { readonly publicUrl: string };

/** Asks for a proof by one of the helper's passkeys. Null when they have none. */
export async function askPasskey(
  needs: PasskeyNeeds,
  { helper, sessionHash }: Asking,
): Promise<PublicKeyCredentialRequestOptionsJSON | null> {
  const passkeys = await store.listPasskeys(needs.db, helper.id);
  if (passkeys.length === 0) return null;
  const options = await generateAuthenticationOptions({
    rpID: partyOf(needs).id,
    allowCredentials: passkeys.map(descriptorOf),
    userVerification: 'preferred',
  });
  await keep(needs, { challenge: options.challenge, sessionHash, purpose: 'proof' });
  return options;
}

/** Asks for a new passkey; authenticators that are registered already are told to stay out. */
export async function askNewPasskey(needs: PasskeyNeeds, { helper, sessionHash }: Asking): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const options = await generateRegistrationOptions({
    rpID: partyOf(needs).id,
    rpName: 'Procura',
    userID: new Uint8Array(Buffer.from(helper.id)),
    userName: helper.email,
    userDisplayName: helperName(helper),
    attestationType: 'none',
    excludeCredentials: (await store.listPasskeys(needs.db, helper.id)).map(descriptorOf),
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
  });
  await keep(needs, { challenge: options.challenge, sessionHash, purpose: 'registration' });
  return options;
}

/** Registers the passkey that answered. Refuses an answer that is not to this session's question, and an authenticator that is somebody's already. */
export async function addPasskey(
  work: Work,
  { helper, isProved, name, ...answer }: Adding & PasskeyAnswer & { readonly name: string },
): Promise<void> {
  await requireMayAdd(work, { helper, isProved });
  const verified = await verifyRegistrationResponse({
    response: parseAttestation(answer.credential),
    ...expectationsOf(work, answer, 'registration'),
  }).catch(refuse);
  if (!verified.verified) throw new Refusal('passkey_not_accepted');
  const { credential } = verified.registrationInfo;
  const isNew = await store.insertPasskey(work.tx, {
    ...{ id: randomUUID(), helperId: helper.id, credentialId: credential.id, publicKey: Buffer.from(credential.publicKey) },
    ...{ counter: credential.counter, transports: credential.transports ?? [], name, createdAt: work.at, lastUsedAt: null },
  });
  if (!isNew) throw new Refusal('passkey_not_accepted', { cause: 'registered already' });
  await append(work, { event: 'second_factor_added', helper, details: { kind: 'passkey' } });
}

/** Uses up a passkey's answer: signed by one of the helper's, to this session's question, its counter going forward. */
export async function takePasskey(work: Work, { helper, ...answer }: PasskeyAnswer & { readonly helper: Helper }): Promise<boolean> {
  const response = parseAssertion(answer.credential);
  const passkey = response && (await store.listPasskeys(work.tx, helper.id)).find(({ credentialId }) => credentialId === response.id);
  if (!passkey) return false;
  const verified = await verifyAuthenticationResponse({
    response,
    ...expectationsOf(work, answer, 'proof'),
    // the counter is held against the row itself, in one statement
    credential: { id: passkey.credentialId, publicKey: new Uint8Array(passkey.publicKey), counter: 0 },
  }).catch(() => null); // whatever does not hold proves nothing
  if (!verified?.verified) return false;
  return store.advanceCounter(work.tx, passkey.id, { counter: verified.authenticationInfo.newCounter, at: work.at });
}

function expectationsOf(work: Work, { sessionHash, publicUrl }: PasskeyAnswer, purpose: store.ChallengePurpose) {
  const party = partyOf({ publicUrl });
  return {
    expectedChallenge: (challenge: string) =>
      store.takeChallenge(work.tx, { challengeHash: hashSecret(challenge), sessionHash, purpose }, work.at),
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: false, // the second factor is the possession; the first was given before
  };
}

/** Who we are to an authenticator: the host people know us by. */
function partyOf({ publicUrl }: { readonly publicUrl: string }): { readonly id: string; readonly origin: string } {
  const { hostname, origin } = new URL(publicUrl);
  return { id: hostname, origin };
}

function keep(
  needs: WorkNeeds,
  { challenge, ...asked }: { readonly challenge: string; readonly sessionHash: Buffer; readonly purpose: store.ChallengePurpose },
): Promise<void> {
  return atomically(needs, ({ tx, at }) =>
    store.insertChallenge(tx, { ...asked, challengeHash: hashSecret(challenge), expiresAt: after(at, 10 * minute) }),
  );
}

function descriptorOf({ credentialId, transports }: store.Passkey) {
  return { id: credentialId, transports: transports as AuthenticatorTransport[] }; // as the library gave them
}

function refuse(cause: unknown): never {
  throw cause instanceof Refusal ? cause : new Refusal('passkey_not_accepted', { cause });
}
