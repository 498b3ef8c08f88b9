import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { openSigner, type Signer } from './journal/note.ts';
import { parsePolicy, type Policy } from './journal/policy.ts';

/** What the journal is called in what it signs, who signs it, and where its last head is kept outside the database. */
export interface JournalSettings {
  readonly origin: string;
  readonly signers: readonly Signer[];
  readonly anchorFile: string;
  /** Whom we ask to cosign; null: nobody. */
  readonly policy: Policy | null;
  /** What people verify with: the policy's text, or our public keys, a line each. */
  readonly published: string;
}

/** Reads the journal's settings. Throws one sentence when the policy file cannot be read. */
export function journalSettings(config: Config): JournalSettings {
  const origin = config.JOURNAL_ORIGIN || `${new URL(config.PUBLIC_URL).host}/journal`;
  const signers = config.JOURNAL_KEY.map((seed) => openSigner(origin, seed));
  const text = config.JOURNAL_POLICY_FILE === '' ? null : readPolicy(config.JOURNAL_POLICY_FILE);
  return {
    origin,
    signers,
    anchorFile: config.ANCHOR_FILE || join(config.DATA_DIR, 'journal-anchor'),
    policy: text === null ? null : parsePolicy(text),
    published: text ?? signers.map(({ vkey }) => `${vkey}\n`).join(''),
  };
}

function readPolicy(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error(`JOURNAL_POLICY_FILE ${path} cannot be read.`, { cause });
  }
}
