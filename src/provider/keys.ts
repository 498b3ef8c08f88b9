import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { after, day } from '../clock.ts';
import type { Db, Work } from '../db/database.ts';
import { append } from '../journal/append.ts';
import type { Vault } from '../vault.ts';
import * as store from './key-store.ts';

/** What we sign with; the first is what a client gets that asks for nothing else. */
export const signingAlgorithms = ['ES256', 'RS256'] as const;

type Algorithm = (typeof signingAlgorithms)[number];

/** How long a retired key stays published: an old id_token may still come back as a hint at logout. */
const memory = 31 * day;

/** Makes the keys that are missing: one that signs and one that will, published beforehand, for each algorithm. */
export async function ensureSigningKeys(work: Work): Promise<void> {
  await store.lockKeys(work.tx);
  const keys = await standing(work);
  for (const algorithm of signingAlgorithms) {
    const own = keys.filter((key) => key.algorithm === algorithm);
    if (!own.some(({ currentAt }) => currentAt)) await addKey(work, algorithm, work.at);
    if (!own.some(({ currentAt }) => !currentAt)) await addKey(work, algorithm, null);
  }
}

/** The next keys sign from now on; those that signed are still published for a while. */
export async function rotateSigningKeys(work: Work): Promise<void> {
  await ensureSigningKeys(work);
  const keys = await standing(work);
  for (const next of keys.filter(({ currentAt }) => !currentAt)) {
    await store.setRetired(work.tx, next.algorithm, work.at);
    await store.setCurrent(work.tx, next.kid, work.at);
    await append(work, { event: 'signing_key_rotated', details: { kid: next.kid, algorithm: next.algorithm } });
    await addKey(work, next.algorithm as Algorithm, null); // only our algorithms are ever inserted
  }
}

/** The keys to publish, private parts included, those that sign first: the library signs with the first that fits. */
export async function listSigningKeys(db: Db, vault: Vault, at: Date): Promise<JWK[]> {
  const kept = await store.listKeys(db, after(at, -memory));
  return kept.map((key) => JSON.parse(vault.open('signing-key', keyContext(key.kid), key.privateKey).toString()) as JWK); // sealed by addKey
}

async function standing(work: Work): Promise<store.KeptKey[]> {
  return (await store.listKeys(work.tx, work.at)).filter(({ retiredAt }) => !retiredAt);
}

async function addKey(work: Work, algorithm: Algorithm, currentAt: Date | null): Promise<void> {
  const pair = await generateKeyPair(algorithm, { extractable: true, modulusLength: 2048 });
  const publicKey = await exportJWK(pair.publicKey);
  const kid = await calculateJwkThumbprint(publicKey);
  const use = { kid, alg: algorithm, use: 'sig' };
  const privateKey = work.vault.seal('signing-key', keyContext(kid), JSON.stringify({ ...(await exportJWK(pair.privateKey)), ...use }));
  await store.insertKey(work.tx, {
    kid,
    algorithm,
    privateKey,
    publicKey: { ...publicKey, ...use },
    createdAt: work.at,
    currentAt,
    retiredAt: null,
  });
  await append(work, { event: 'signing_key_added', details: { kid, algorithm } });
}

function keyContext(kid: string): string {
  return `signing-key/${kid}`;
}
