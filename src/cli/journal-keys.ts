import { readFileSync } from 'node:fs';
import { readConfig } from '../config.ts';
import { openAnchor } from '../journal/anchor.ts';
import { type Head, openCheckpoint } from '../journal/checkpoint.ts';
import { parseVkey, type VerifierKey } from '../journal/note.ts';
import { journalSettings } from '../journal-settings.ts';

/** The keys given, or those this instance signs the journal with. */
export function logKeysOf(given: readonly string[]): VerifierKey[] {
  const vkeys = given.length > 0 ? given : journalSettings(readConfig(process.env)).signers.map(({ vkey }) => vkey);
  if (vkeys.length === 0) throw new Error('No key to verify with: set JOURNAL_KEY, or give the journal’s public key with --key.');
  return vkeys.map(parseVkey);
}

/** What was signed and is kept outside the database: the anchor, and the checkpoints one has in files. */
export function knownHeads(files: readonly string[], logKeys: readonly VerifierKey[]): Head[] {
  const anchored = openAnchor(journalSettings(readConfig(process.env)).anchorFile, logKeys).read();
  return [...(anchored ? [anchored] : []), ...files.map((file) => openCheckpoint(readFileSync(file, 'utf8'), { logKeys }))];
}
