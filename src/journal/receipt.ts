import { hash } from 'node:crypto';
import { z } from 'zod';
import { openCheckpoint, type SignedCheckpoint } from './checkpoint.ts';
import { canonical, type Value } from './leaf.ts';
import { hashLeaf, inclusionFault } from './merkle.ts';
import { NoteError, strictBase64 } from './note.ts';
import type { Policy } from './policy.ts';

/** What one takes away to prove one entry to anybody, offline: a C2SP tlog-proof file. */
export interface Receipt {
  readonly index: number;
  readonly proof: readonly Buffer[];
  /** The entry's exact bytes. */
  readonly leaf: Buffer;
  /** Those of its fields the holder chose to show. */
  readonly disclosures: readonly string[];
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: string;
}

/** What a receipt proves. */
export interface Proven {
  readonly index: number;
  readonly checkpoint: SignedCheckpoint;
  readonly leaf: Leaf;
  /** The fields that were shown, by name. */
  readonly fields: Readonly<Record<string, Value>>;
  /** Digests that no shown field explains: fields kept back, or padding. */
  readonly undisclosed: number;
}

/** An entry as a verifier reads it. */
export type Leaf = z.output<typeof leafForm>;

const leafForm = z.strictObject({
  _sd: z.array(z.string().regex(/^[\w-]{43}$/)),
  at: z.iso.datetime({ precision: 3 }),
  id: z.uuid(),
  k: z.string().min(1),
  m: z.strictObject({ id: z.uuid(), n: z.int().positive(), prev: z.string() }).optional(),
  v: z.literal(1),
});
const extraForm = z.strictObject({ disclosures: z.array(z.string()), leaf: z.string() });
const disclosureForm = z.tuple([z.string(), z.string(), z.union([z.string(), z.int(), z.boolean(), z.array(z.string())])]);

/** The file's text. */
export function writeReceipt({ index, proof, leaf, disclosures, checkpoint }: Receipt): string {
  // canonical as it stands: two members in their order, and text alone
  const extra = Buffer.from(JSON.stringify({ disclosures, leaf: leaf.toString() })).toString('base64');
  const hashes = proof.map((one) => `${one.toString('base64')}\n`).join('');
  return `${firstLine}\nextra ${extra}\nindex ${index}\n${hashes}\n${checkpoint}`;
}

/** Reads the file, not yet judged. Throws a NoteError when it is not written exactly as it must be. */
export function parseReceipt(text: string): Receipt {
  const end = text.indexOf('\n\n');
  const [first, extraLine = '', indexLine = '', ...lines] = text.slice(0, Math.max(0, end)).split('\n');
  const [, extra] = /^extra (\S+)$/.exec(extraLine) ?? [];
  const [, index] = /^index (0|[1-9]\d*)$/.exec(indexLine) ?? [];
  if (first !== firstLine || !extra || !index || lines.length > 63) throw new NoteError('this is not a proof file of an entry');
  const { leaf, disclosures } = readCanonical(extraForm, strictBase64(extra).toString(), 'the receipt’s contents');
  const proof = lines.map(strictBase64);
  return { index: Number(index), proof, leaf: Buffer.from(leaf), disclosures, checkpoint: text.slice(end + 2) };
}

/** Judges the file by the policy alone. Throws a NoteError that says what is wrong. */
export function verifyReceipt(text: string, policy: Policy): Proven {
  const { index, proof, leaf: bytes, disclosures, checkpoint: note } = parseReceipt(text);
  const checkpoint = openCheckpoint(note, { logKeys: policy.logKeys, witnessKeys: policy.witnesses.map(({ key }) => key) });
  if (!policy.isMetBy(checkpoint.signatures)) throw new NoteError('too few witnesses cosigned this checkpoint');
  const leaf = parseLeaf(bytes);
  const fault = inclusionFault({ index, size: checkpoint.size, root: checkpoint.root, leaf: hashLeaf(bytes), proof });
  if (fault) throw new NoteError(`the entry is not at place ${index} of the tree: ${fault.replaceAll('_', ' ')}`);
  const fields = openDisclosures(leaf, disclosures);
  return { index, checkpoint, leaf, fields, undisclosed: leaf._sd.length - disclosures.length };
}

/** Reads an entry's bytes: canonical, so that no two readers see two meanings. Throws a NoteError otherwise. */
export function parseLeaf(bytes: Buffer): Leaf {
  const text = bytes.toString();
  if (!Buffer.from(text).equals(bytes)) throw new NoteError('the entry is not text');
  const leaf = readCanonical(leafForm, text, 'the entry');
  if (leaf._sd.some((digest, place) => place > 0 && digest <= (leaf._sd[place - 1] ?? '')))
    throw new NoteError('the digests are not in order');
  return leaf;
}

const firstLine = 'c2sp.org/tlog-proof@v1';

function openDisclosures(leaf: Leaf, disclosures: readonly string[]): Record<string, Value> {
  const fields = new Map<string, Value>();
  for (const disclosure of disclosures) {
    if (!leaf._sd.includes(hash('sha256', disclosure, 'base64url'))) throw new NoteError('a field shown is not the one recorded');
    const [, name, value] = readCanonical(disclosureForm, Buffer.from(disclosure, 'base64url').toString(), 'a field shown');
    if (fields.has(name)) throw new NoteError(`the field “${name}” is shown twice`);
    fields.set(name, value);
  }
  return Object.fromEntries(fields);
}

function readCanonical<T>(form: z.ZodType<T>, text: string, what: string): T {
  const parsed = form.safeParse(parseJson(text, what));
  if (!parsed.success) throw new NoteError(`${what} is not of the known form`);
  if (!isCanonical(parsed.data, text)) throw new NoteError(`${what} is not canonical`);
  return parsed.data;
}

function isCanonical(value: unknown, text: string): boolean {
  try {
    return canonical(value) === text;
  } catch {
    return false; // half a character, which canonical JSON cannot hold
  }
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new NoteError(`${what} cannot be read`, { cause });
  }
}
