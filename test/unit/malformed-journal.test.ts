import fc from 'fast-check';
import '../../public/verify-journal.js';
import { checkpointText, openCheckpoint } from '../../src/journal/checkpoint.ts';
import { hashLeaf } from '../../src/journal/merkle.ts';
import { NoteError, parseVkey, signNote } from '../../src/journal/note.ts';
import { parsePolicy } from '../../src/journal/policy.ts';
import { parseLeaf, verifyReceipt } from '../../src/journal/receipt.ts';
import { addCheckpoint } from '../../src/journal/witness.ts';
import type { Head } from '../../src/journal/checkpoint.ts';
import { consistencyText } from '../../src/journal/witness-client.ts';
import { readPaperFile } from '../../src/mandates/read-paper-file.ts';
import { TestClock } from '../support/clock.ts';
import { mutation } from '../support/mutations.ts';
import { numberedLeaves, plainConsistency, plainRoot } from '../support/plain-tree.ts';
import { cosigned, examplePolicy, exampleReceipt, leaf, logSigner, witnesses } from '../support/receipts.ts';

// Whatever is given where a proof, a key, a policy, a checkpoint, an export or a request is asked for: an answer, or one sentence.
const runs = { numRuns: 400 };
const oneSentence = /^[^\n]{5,}$/;
const receipt = exampleReceipt();
const policy = parsePolicy(examplePolicy);
const logKeys = [parseVkey(logSigner.vkey)];
const checkpoint = cosigned(5, witnesses);

test.each<[what: string, good: string, read: (text: string) => unknown]>([
  ['a public key', logSigner.vkey, parseVkey],
  ['a policy', examplePolicy, parsePolicy],
  ['a checkpoint', checkpoint, (text) => openCheckpoint(text, { logKeys })],
  ['a proof', receipt, (text) => verifyReceipt(text, policy)],
  ['an entry', leaf(1).toString(), (text) => parseLeaf(Buffer.from(text))],
])('%s, however spoilt, is read or refused in one sentence', (_what, good, read) => {
  read(good);
  fc.assert(
    fc.property(mutation, (change) => {
      try {
        read(change(good));
      } catch (error) {
        expect(error).toBeInstanceOf(NoteError);
        expect(error).toMatchObject({ message: expect.stringMatching(oneSentence) });
      }
    }),
    runs,
  );
});

test('no spoilt proof proves another entry, or another field', () => {
  const strict = parsePolicy(examplePolicy.replace('group G 2', 'group G all'));
  fc.assert(
    fc.property(mutation, (change) => {
      try {
        expect(verifyReceipt(change(receipt), strict)).toMatchObject({ index: 1, fields: { procedure: 'papiers', helper: 'Armand' } });
      } catch (error) {
        expect(error).toBeInstanceOf(NoteError);
      }
    }),
    runs,
  );
});

const leaves = numberedLeaves(12);
const noteOf = (size: number) =>
  signNote(checkpointText({ origin: logSigner.name, size, root: plainRoot(leaves.slice(0, size)) }), [logSigner]);
const request = consistencyText({ old: 5, proof: plainConsistency(leaves, 5), note: noteOf(12) });

test('a witness answers any request with a line, and remembers nothing else than what it cosigned', () => {
  fc.assert(
    fc.property(mutation, (change) => {
      let known: Head = { size: 5, root: plainRoot(leaves.slice(0, 5)) };
      const state = { last: () => known, record: (_origin: string, { size, root }: Head) => void (known = { size, root }) };
      const { status, body } = addCheckpoint(
        { signer: witnesses[0] ?? logSigner, logKeys, state, clock: new TestClock() },
        change(request),
      );
      expect([200, 400, 403, 404, 409, 422]).toContain(status);
      expect(body).toMatch(/^[^\n]+\n$/);
      expect(known.size).toBe(status === 200 ? 12 : 5);
    }),
    runs,
  );
});

type File = { readonly name: string; readonly chunks: () => AsyncIterable<Uint8Array> };
type Given = { readonly vkeys?: readonly string[]; readonly policy?: string; readonly since?: File };
type Verifier = { judge: (files: readonly File[], given: Given) => Promise<string[]>; sentence: (error: unknown) => string };
const { judge, sentence } = (globalThis as unknown as { journalVerifier: Verifier }).journalVerifier;

function file(text: string): File {
  const chunks = async function* () {
    yield new TextEncoder().encode(text);
  };
  return { name: 'file', chunks };
}

const exported = [
  { export: 'procura-journal/v1', origin: logSigner.name, from: 0, size: 5, before: [] },
  { tile: 0, hashes: Buffer.concat([0, 1, 2, 3, 4].map((at) => hashLeaf(leaf(at)))).toString('base64') },
  ...[0, 1, 2, 3, 4].map((index) => ({ index, leaf: leaf(index).toString() })),
  { checkpoint },
].map((line) => `${JSON.stringify(line)}\n`);
const whole = exported.join('');

async function said(text: string, given: Given): Promise<string> {
  return judge([file(text)], given).then((lines) => lines.join('\n'), sentence);
}

const leafOf = (line: string) => (JSON.parse(line) as { leaf: unknown }).leaf; // a member that nobody asked for makes no other entry
const leavesIn = (text: string) => (text.match(/[^\n]*"leaf":[^\n]*/g) ?? []).slice(0, 5).map(leafOf);

test.each<[what: string, ask: (change: (text: string) => string) => Promise<string>]>([
  ['an export', (change) => said(change(whole), { policy: examplePolicy })],
  ['a proof', (change) => said(change(receipt), { policy: examplePolicy })],
  ['a policy', (change) => said(whole, { policy: change(examplePolicy) })],
  ['a key', (change) => said(whole, { vkeys: [change(logSigner.vkey)] })],
  ['a checkpoint kept from before', (change) => said(whole, { policy: examplePolicy, since: file(change(checkpoint)) })],
])('the offline verifier says one thing about %s, however spoilt', async (_what, ask) => {
  await fc.assert(
    fc.asyncProperty(mutation, async (change) => {
      const answer = await ask(change);
      expect(answer).not.toMatch(/undefined|of null|is not a function|is not iterable|TypeError|RangeError/);
      if (!/^5 entries|^Entry 1 is in/.test(answer)) expect(answer).toMatch(oneSentence);
    }),
    runs,
  );
});

test('an export that is not what was signed never passes', async () => {
  await fc.assert(
    fc.asyncProperty(mutation, async (change) => {
      const changed = change(whole);
      const answer = await said(changed, { policy: examplePolicy });
      if (answer.startsWith('5 entries')) expect(leavesIn(changed)).toEqual(leavesIn(whole));
    }),
    runs,
  );
});

test('a paper, however spoilt, is nobody’s or is what it was', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        mutation.map((change) => Buffer.from(change(`%PDF-1.7\nstream\n${receipt}\nendstream\n`))),
      ),
      (bytes) => {
        expect(readPaperFile(Buffer.from(bytes), [])).toBe('malformed');
      },
    ),
    runs,
  );
});
