import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Head } from './checkpoint.ts';

/** What a witness remembers: the last head it cosigned of each log. */
export interface WitnessState {
  last(origin: string): Head | null;
  /** On disk when it returns. */
  record(origin: string, head: Head): void;
}

/**
 * A witness's memory in a file, read anew each time: what was written there by whatever hand is what was cosigned. Throws one sentence
 * when the file is there and cannot be relied on: forgetting would be cosigning anything.
 */
export function openWitnessState(path: string): WitnessState {
  read(path);
  return {
    last: (origin) => {
      const head = new Map(Object.entries(read(path))).get(origin);
      return head ? { size: head.size, root: Buffer.from(head.root, 'base64') } : null;
    },
    record: (origin, { size, root }) => {
      replace(path, JSON.stringify({ ...read(path), [origin]: { size, root: root.toString('base64') } }));
    },
  };
}

const stateForm = z.record(z.string(), z.strictObject({ size: z.int().nonnegative(), root: z.base64().length(44) }));

function read(path: string): z.output<typeof stateForm> {
  if (!existsSync(path)) return {};
  try {
    return stateForm.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new Error(`The witness's state ${path} cannot be read: restore it; without it nothing may be cosigned.`, { cause });
  }
}

/** Whole or not at all: a crash leaves the former file or the new one. */
function replace(path: string, text: string): void {
  const draft = `${path}.${String(process.pid)}`;
  synced(draft, 'w', (file) => writeSync(file, text));
  renameSync(draft, path);
  synced(dirname(path), 'r', () => undefined);
}

function synced(path: string, flags: string, act: (file: number) => unknown): void {
  const file = openSync(path, flags, 0o600);
  try {
    act(file);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
