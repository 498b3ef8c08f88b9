import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { checkpointText, openCheckpoint, parseCheckpoint } from '../../src/journal/checkpoint.ts';
import { hashLeaf, rootOf } from '../../src/journal/merkle.ts';
import { NoteError, openNote, openSigner, parseVkey, signNote } from '../../src/journal/note.ts';

interface NoteCase {
  name: string;
  vkey: string;
  skey?: string;
  note?: string;
  ok: boolean;
}

interface Vectors {
  signedNote: { cases: NoteCase[] };
  procura: { leaves: string[]; leafHashes: string[]; root3: string; logVkey: string; witnessVkey: string; checkpoint: string };
}

const { procura, signedNote } = JSON.parse(readFileSync('test/vectors/formats.json', 'utf8')) as Vectors;

test.each(signedNote.cases)('as others sign and read notes: $name', ({ vkey, skey, note, ok }) => {
  if (!ok) return expect(() => parseVkey(vkey)).toThrow(NoteError);
  const { text, signatures } = openNote(note ?? '', [parseVkey(vkey)]);
  expect(signatures).toHaveLength(1);
  const [, name = '', seed = ''] = /^PRIVATE\+KEY\+([^+]+)\+[0-9a-f]{8}\+(.+)$/.exec(skey ?? '') ?? [];
  if (skey) expect(signNote(text, [openSigner(name, Buffer.from(seed, 'base64').subarray(1))])).toBe(note);
});

const log = openSigner('journal.procura.test/2026', Buffer.alloc(32, 7));
const witness = openSigner('witness1.example', Buffer.alloc(32, 9), 4);
const keys = { logKeys: [parseVkey(log.vkey)], witnessKeys: [parseVkey(witness.vkey)] };

test('our own vector: leaves, root, checkpoint and cosignature to the byte', () => {
  const leaves = procura.leaves.map((leaf) => hashLeaf(Buffer.from(leaf)));
  expect(leaves.map((leaf) => leaf.toString('hex'))).toEqual(procura.leafHashes);
  expect(rootOf(leaves).toString('hex')).toBe(procura.root3);
  expect([log.vkey, witness.vkey]).toEqual([procura.logVkey, procura.witnessVkey]);
  const text = checkpointText({ origin: log.name, size: 3, root: rootOf(leaves) });
  expect(signNote(text, [log]) + witness.signatureOf(text, 1_795_342_272)).toBe(procura.checkpoint);
  expect(openCheckpoint(procura.checkpoint, keys)).toMatchObject({
    size: 3,
    origin: log.name,
    signatures: [{}, { second: 1_795_342_272n }],
  });
});

test('each character of a note counts', () => {
  fc.assert(
    fc.property(fc.nat(procura.checkpoint.length - 1), fc.constantFrom('A', '0', '\n', ' ', 'é', '='), (at, character) => {
      fc.pre(procura.checkpoint[at] !== character);
      const altered = procura.checkpoint.slice(0, at) + character + procura.checkpoint.slice(at + 1);
      // another name or key id makes the signature a stranger's: ignored, hence one signature less
      const outcome = (() => {
        try {
          return openCheckpoint(altered, keys).signatures.length;
        } catch (error) {
          if (error instanceof NoteError) return 0;
          throw error;
        }
      })();
      expect(outcome).toBeLessThan(2);
    }),
    { numRuns: 500 },
  );
});

const text = checkpointText({ origin: log.name, size: 3, root: Buffer.alloc(32, 1) });
const note = signNote(text, [log]);
const line = log.signatureOf(text);

test.each([
  ['nothing at all', ''],
  ['no signature', text],
  ['no blank line', text + line],
  ['a control character', note.replace('\n3\n', '\n3\u0007\n')],
  ['a carriage return', note.replace('\n3\n', '\n3\r\n')],
  ['half a surrogate', note.replace('\n3\n', '\n3\ud800\n')],
  ['no newline at the end', note.slice(0, -1)],
  ['something after the signatures', `${note}more\n`],
  ['another dash', note.replace('—', '-')],
  ['base64 not as it is written', note.replace(/=*\n$/, '\n')],
  ['base64 with dirty last bits', note.replace(/(.)(=+)\n$/, (_all, last: string, end: string) => `${last === 'A' ? 'B' : 'A'}${end}\n`)],
  ['a wrong signature of a known key beside a good one', note + log.signatureOf(`${text}x\n`).replace(/^/, '')],
  ['more signatures than one reads', note + line.repeat(100)],
  ['nobody we know', signNote(text, [openSigner(log.name, Buffer.alloc(32, 8))])],
])('a note is refused: %s', (what, bad) => {
  // the first signature of a key decides; a wrong one is only seen when it comes first
  const given = what.startsWith('a wrong signature') ? `${text}\n${log.signatureOf(`${text}x\n`)}${line}` : bad;
  expect(() => openNote(given, keys.logKeys)).toThrow(NoteError);
});

test('unknown keys beside ours are ignored, and the last blank line ends the text', () => {
  const stranger = openSigner('somebody.example', Buffer.alloc(32, 3));
  expect(openNote(signNote(text, [stranger, log]), keys.logKeys).signatures).toHaveLength(1);
  const inner = `first\n\nsecond\n`;
  expect(openNote(signNote(inner, [log]), keys.logKeys).text).toBe(inner);
});

test('two keys of the log sign side by side while one takes over from the other', () => {
  const next = openSigner(log.name, Buffer.alloc(32, 5));
  const both = signNote(text, [next, log]);
  for (const key of [next, log]) expect(openCheckpoint(both, { logKeys: [parseVkey(key.vkey)] }).size).toBe(3);
  expect(openCheckpoint(both, { logKeys: [next, log].map(({ vkey }) => parseVkey(vkey)) }).signatures).toHaveLength(2);
});

test.each(['3 ', '03', '-3', '3.0', '1e3', '', '9007199254740992', '٣'])('“%s” is not a size', (size) => {
  expect(() => parseCheckpoint(`${log.name}\n${size}\n${Buffer.alloc(32).toString('base64')}\n`)).toThrow(NoteError);
});

test.each([
  ['no origin', `\n3\n${Buffer.alloc(32).toString('base64')}\n`],
  ['a root of 31 bytes', `${log.name}\n3\n${Buffer.alloc(31).toString('base64')}\n`],
  ['no newline', `${log.name}\n3\n${Buffer.alloc(32).toString('base64')}`],
  ['an empty extension', `${log.name}\n3\n${Buffer.alloc(32).toString('base64')}\n\nx\n`],
  ['no root', `${log.name}\n3\n`],
])('a checkpoint is refused: %s', (_what, bad) => {
  expect(() => parseCheckpoint(bad)).toThrow(NoteError);
});

test('a checkpoint that only a witness signed, or that names another log, is not the log’s', () => {
  expect(() => openCheckpoint(`${text}\n${witness.signatureOf(text, 1)}`, keys)).toThrow('not signed by the log');
  const other = checkpointText({ origin: 'other.example', size: 3, root: Buffer.alloc(32, 1) });
  expect(() => openCheckpoint(signNote(other, [log]), keys)).toThrow('not signed by the log');
});

test.each(['', 'a b', 'a+b', 'a\nb'])('nobody is named “%s”', (name) => {
  expect(() => openSigner(name, Buffer.alloc(32))).toThrow(NoteError);
});
