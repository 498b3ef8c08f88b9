import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Work } from '../db/database.ts';
import { append } from '../journal/append.ts';
import type { Seal } from './file-seal.ts';
import * as store from './paper-key-store.ts';
import { type Claims, signObject, signPaper } from './signed-paper.ts';

/** Signs what goes into a square, with the key in use; the first paper of all makes it. With it comes what will seal the file. */
export async function signForPaper(work: Work, claims: Claims): Promise<{ readonly signed: string; readonly seal: Seal }> {
  const key = await keyInUse(work);
  return { signed: signPaper({ ...claims, sealed: true }, key), seal: (said) => signObject(said, key) };
}

/** Signs what is not a paper with the same key: a file that is taken away, by its hash. */
export async function signForFile(work: Work, said: object): Promise<string> {
  return signObject(said, await keyInUse(work));
}

async function keyInUse(work: Work): Promise<{ readonly kid: string; readonly privateKey: KeyObject }> {
  const key = (await store.findKeyInUse(work.tx)) ?? (await firstKey(work));
  const privateKey = createPrivateKey({
    key: work.vault.open('paper-key', contextOf(key.kid), key.privateKey),
    format: 'der',
    type: 'pkcs8',
  });
  return { kid: key.kid, privateKey };
}

/** Another key signs from now on. Papers signed before are still held against the former one, for ever. */
export async function rotatePaperKey(work: Work): Promise<void> {
  await store.lockPaperKeys(work.tx);
  await store.retireKeyInUse(work.tx, work.at);
  await addKey(work);
}

async function firstKey(work: Work) {
  await store.lockPaperKeys(work.tx);
  return (await store.findKeyInUse(work.tx)) ?? (await addKey(work)); // another instance may have made it meanwhile
}

/** A key of its own: the provider's are gone a month after they were replaced, and the journal's signs the journal only. */
async function addKey(work: Work) {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = kidOf(pair.publicKey);
  const der = pair.privateKey.export({ format: 'der', type: 'pkcs8' });
  const privateKey = work.vault.seal('paper-key', contextOf(kid), der);
  await store.insertPaperKey(work.tx, { kid, publicKey: pair.publicKey.export({ format: 'jwk' }), privateKey, at: work.at });
  await append(work, { event: 'signing_key_added', details: { kid, algorithm: 'ES256', for: 'paper' } });
  return { kid, privateKey };
}

/** Short, since it stands in every square: 72 bits of the key's own hash. */
function kidOf(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ format: 'der', type: 'spki' }))
    .digest('base64url')
    .slice(0, 12);
}

function contextOf(kid: string): string {
  return `paper-key/${kid}`;
}
