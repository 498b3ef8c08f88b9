import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../config.ts';
import { openAnchor } from '../journal/anchor.ts';
import { type Head, openCheckpoint } from '../journal/checkpoint.ts';
import { openSigner, parseVkey, type VerifierKey } from '../journal/note.ts';

/** The keys given, or those this instance signs the journal with. */
export function logKeysOf(given: readonly string[]): VerifierKey[] {
  const { JOURNAL_KEY, JOURNAL_ORIGIN, PUBLIC_URL } = readConfig(process.env);
  const origin = JOURNAL_ORIGIN === '' ? `${new URL(PUBLIC_URL).host}/journal` : JOURNAL_ORIGIN;
  const vkeys = given.length > 0 ? given : JOURNAL_KEY.map((seed) => openSigner(origin, seed).vkey);
  if (vkeys.length === 0) throw new Error('No key to verify with: set JOURNAL_KEY, or give the journal’s public key with --key.');
  return vkeys.map(parseVkey);
}

/** What was signed and is kept outside the database: the anchor, and the checkpoints one has in files. */
export function knownHeads(files: readonly string[], logKeys: readonly VerifierKey[]): Head[] {
  const { ANCHOR_FILE, DATA_DIR } = readConfig(process.env);
  const anchored = openAnchor(ANCHOR_FILE === '' ? join(DATA_DIR, 'journal-anchor') : ANCHOR_FILE, logKeys).read();
  return [...(anchored ? [anchored] : []), ...files.map((file) => openCheckpoint(readFileSync(file, 'utf8'), { logKeys }))];
}
