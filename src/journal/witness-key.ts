import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { openSigner, type Signer } from './note.ts';

/** A witness's own key, from a file that holds its seed in base64; made when there is none yet. */
export function openWitnessKey(path: string, name: string): Signer {
  if (!existsSync(path)) writeFileSync(path, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  const seed = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
  if (seed.length !== 32) throw new Error(`The witness's key ${path} is not 32 bytes in base64.`);
  return openSigner(name, seed, 4);
}
