import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { openCheckpoint, type SignedCheckpoint } from './checkpoint.ts';
import { NoteError, type VerifierKey } from './note.ts';
import { volumeNamed } from './volumes.ts';

/** The last head this log signed, kept outside the database: what a restored database cannot take back. */
export interface Anchor {
  /** Null when nothing was ever signed here. Throws when it cannot be read, or another log wrote it. */
  read(): SignedCheckpoint | null;
  /** On disk when it returns. Refuses to go back to a smaller tree. */
  write(note: string): void;
}

/** An anchor in a file, which holds the signed checkpoint itself. */
export function openAnchor(path: string, keys: readonly VerifierKey[]): Anchor {
  const read = (): SignedCheckpoint | null => {
    const note = contents(path);
    try {
      return note === null ? null : openCheckpoint(note, { logKeys: keys });
    } catch (cause) {
      throw new NoteError(`the anchor ${path} was not signed by this log`, { cause });
    }
  };
  return {
    read,
    write: (note) => {
      const [former, next] = [read(), openCheckpoint(note, { logKeys: keys })];
      if (former && former.origin !== next.origin && volumeNamed(next.origin, former.origin) === null)
        throw new Error(`the anchor holds a tree of ${former.origin}, which ${next.origin} does not continue`);
      if (former?.origin === next.origin && former.size > next.size)
        throw new Error(`the anchor holds a larger tree (${former.size}) than was just signed`);
      replace(path, note);
    },
  };
}

function contents(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Whole or not at all: a crash leaves the former file or the new one. */
function replace(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${String(process.pid)}`;
  const file = openSync(draft, 'w', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
