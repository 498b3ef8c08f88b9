import { keyNamed, NoteError, openNote, type Signature, strictBase64, type VerifierKey } from './note.ts';
import { volumeNamed } from './volumes.ts';

/** The head of a log: how many entries, and the root over them. */
export interface Head {
  readonly size: number;
  readonly root: Buffer;
}

/** The head of a volume. */
export interface VolumeHead extends Head {
  readonly volume: number;
}

export interface Checkpoint extends Head {
  readonly origin: string;
}

/** A checkpoint whose signatures were checked. */
export interface SignedCheckpoint extends Checkpoint {
  readonly text: string;
  readonly signatures: readonly Signature[];
}

/** The text that is signed (C2SP tlog-checkpoint, no extension line). */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** Reads a checkpoint's text. Throws a NoteError when it is not written exactly as it must be. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', size = '', root = '', ...others] = text.split('\n');
  // after the root comes the end, or extension lines, none of them empty
  if (others.pop() !== '' || others.includes('') || origin === '') throw new NoteError('the checkpoint is malformed');
  if (!/^(0|[1-9][0-9]*)$/.test(size) || !Number.isSafeInteger(Number(size))) throw new NoteError('the checkpoint’s size is not a size');
  const bytes = strictBase64(root);
  if (bytes.length !== 32) throw new NoteError('the checkpoint’s root is not 32 bytes');
  return { origin, size: Number(size), root: bytes };
}

/** The keys that an origin signs with: those that bear its name, and those of the volumes it continues, under its own name. */
export function keysOf(logKeys: readonly VerifierKey[], origin: string): VerifierKey[] {
  const own = logKeys.filter(({ name }) => name === origin);
  const former = logKeys.filter(({ name }) => name !== origin && volumeNamed(origin, name) !== null);
  return [...own, ...former.map((key) => keyNamed(key, origin)).filter(({ id }) => !own.some((key) => key.id === id))];
}

/**
 * A checkpoint of the log that signs with one of `logKeys`, or continues one that does, and whoever else signed it. Throws a NoteError
 * when the log did not.
 */
export function openCheckpoint(
  note: string,
  { logKeys, witnessKeys = [] }: { readonly logKeys: readonly VerifierKey[]; readonly witnessKeys?: readonly VerifierKey[] },
): SignedCheckpoint {
  const own = keysOf(logKeys, note.slice(0, Math.max(0, note.indexOf('\n'))));
  const { text, signatures } = openNote(note, [...own, ...logKeys, ...witnessKeys]);
  const checkpoint = parseCheckpoint(text);
  if (!signatures.some(({ key }) => own.includes(key))) throw new NoteError('the checkpoint is not signed by the log it names');
  return { ...checkpoint, text, signatures };
}
