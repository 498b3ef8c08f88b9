import { readFileSync } from 'node:fs';
import { readConfig } from '../config.ts';
import { openAnchor } from '../journal/anchor.ts';
import { type Head, openCheckpoint } from '../journal/checkpoint.ts';
import { parseVkey, type VerifierKey } from '../journal/note.ts';
import { journalSettings } from '../journal-settings.ts';

/** The keys given; or those this instance signs the journal with, and those that the policy says it was signed with. */
export function logKeysOf(given: readonly string[]): VerifierKey[] {
  if (given.length > 0) return given.map(parseVkey);
  const { signers, policy } = journalSettings(readConfig(process.env));
  const own = signers.map(({ vkey }) => parseVkey(vkey));
  const former = (policy?.logKeys ?? []).filter(({ id }) => !own.some((key) => key.id === id));
  if (own.length + former.length === 0)
    throw new Error('No key to verify with: set JOURNAL_KEY, or give the journal’s public key with --key.');
  return [...own, ...former];
}

/** The keys of the witnesses that the policy names. */
export function witnessKeysOf(): VerifierKey[] {
  return journalSettings(readConfig(process.env)).policy?.witnesses.map(({ key }) => key) ?? [];
}

/** What was signed and is kept outside the database: the anchor, and the checkpoints one has in files. */
export function knownHeads(files: readonly string[], logKeys: readonly VerifierKey[]): Head[] {
  const anchored = openAnchor(journalSettings(readConfig(process.env)).anchorFile, logKeys).read();
  return [...(anchored ? [anchored] : []), ...files.map((file) => openCheckpoint(readFileSync(file, 'utf8'), { logKeys }))];
}
