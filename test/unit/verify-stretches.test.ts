import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import '../../public/verify-journal.js';
import { exportSigner, madeExport } from '../support/made-export.ts';

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly at: number;
}

interface File {
  readonly name: string;
  readonly size: number;
  readonly chunks: (from?: number, to?: number) => AsyncIterable<Uint8Array>;
}

type Quickly = (file: File, policy: unknown) => Promise<unknown>;

interface Verifier {
  readonly judge: (files: readonly File[], given: { vkeys: readonly string[]; quickly?: Quickly }) => Promise<string[]>;
  readonly judgeStretch: (chunks: AsyncIterable<Uint8Array>, at: number) => Promise<object | null>;
  readonly judgeInStretches: (
    file: File,
    policy: unknown,
    by: { count: number; judged: (stretch: Stretch) => Promise<object | null> },
  ) => Promise<unknown>;
  readonly sentence: (error: unknown) => string;
}

const { judge, judgeStretch, judgeInStretches, sentence } = (globalThis as unknown as { journalVerifier: Verifier }).journalVerifier;
const vkeys = [exportSigner.vkey];
const whole = Buffer.from([...madeExport(1_000, 40)].join(''));

const lines = whole.toString().split('\n');

function fileOf(bytes: Buffer): File {
  return {
    ...{ name: 'export', size: bytes.length },
    chunks: async function* (from = 0, to = bytes.length) {
      for (let at = from; at < to; at += 150_000) yield bytes.subarray(at, Math.min(to, at + 150_000));
    },
  };
}

/** What is said of these bytes read in order, and whether reading them in stretches says that all is well. */
async function both(bytes: Buffer, count: number) {
  const file = fileOf(bytes);
  let isWell = false;
  const quickly: Quickly = async (one, policy) => {
    const judged = ({ from, to, at }: Stretch) => judgeStretch(one.chunks(from, to), at);
    isWell = (await judgeInStretches(one, policy, { count, judged })) !== null;
    return null;
  };
  const said = await judge([file], { vkeys, quickly }).catch((error: unknown) => `no: ${sentence(error)}`);
  return { isWell, said };
}

test.each([1, 2, 3, 7, 40])('a whole export is as well in %s stretches as in one reading', async (count) => {
  expect(await both(whole, count)).toEqual({
    isWell: true,
    said: ['1000 entries from place 0 on are those that bench.example/journal signed (checkpoint of 1000 entries).'],
  });
});

test('whatever is changed, left out, put twice or put in, in no number of stretches is it well, unless it is in order', async () => {
  const enemies: readonly ((at: number, other: number) => Buffer)[] = [
    (at) => {
      const bytes = Buffer.from(whole);
      const place = Math.floor((bytes.length / lines.length) * at) % bytes.length;
      bytes.writeUInt8(bytes.readUInt8(place) ^ (1 << (at % 8)), place);
      return bytes;
    },
    (at) => Buffer.from(lines.toSpliced(at, 1).join('\n')),
    (at) => Buffer.from(lines.toSpliced(at, 0, lines[at] ?? '').join('\n')),
    (at, other) => Buffer.from(lines.with(at, lines[other] ?? '').join('\n')),
    (at, other) =>
      Buffer.from(
        lines
          .with(at, lines[other] ?? '')
          .with(other, lines[at] ?? '')
          .join('\n'),
      ),
    (at) => whole.subarray(0, Math.floor((whole.length / (lines.length + 1)) * at)),
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...enemies),
      fc.nat(lines.length - 1),
      fc.nat(lines.length - 1),
      fc.integer({ min: 1, max: 5 }),
      async (by, at, other, count) => {
        const { isWell, said } = await both(by(at, other), count);
        if (isWell) expect(said).toEqual([expect.stringContaining('1000 entries')]);
      },
    ),
    { numRuns: 80 },
  );
});

test.each([512, 300, 0])('a number that a mandate skipped at the place %s is not well, though it was signed so', async (skips) => {
  const bytes = Buffer.from([...madeExport(768, 1, skips)].join(''));
  expect(await both(bytes, 2)).toEqual({ isWell: false, said: expect.stringMatching(/^no: Entry .* is missing/) });
});

test('the program reads a great export with as many threads as there are processors, and names what is wrong in it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'procura-stretches-'));
  const great = [...madeExport(13_000)].join('');
  const named = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    const { status, stdout, stderr } = spawnSync('node', ['public/verify-journal.js', join(folder, name), '--key', exportSigner.vkey]);
    return { status, said: String(stdout) + String(stderr) };
  };
  expect(named('right', great)).toMatchObject({ status: 0, said: expect.stringContaining('13000 entries') });
  const altered = great.replace(/("index":9000,.*)mandate_used/, '$1mandate_user');
  expect(named('wrong', altered)).toEqual({ status: 1, said: 'Entry 9000 was altered: its text is not the one recorded.\n' });
  rmSync(folder, { recursive: true });
});
