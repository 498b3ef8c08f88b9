import { execFile } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { askWitness } from '../../src/journal/witness-client.ts';
import { signObject } from '../../src/mandates/signed-paper.ts';
import { mutation } from '../support/mutations.ts';

// What is given away to verify with, fed what somebody clumsy or wicked may feed it: one sentence, and never a crash.
const folder = mkdtempSync(join(tmpdir(), 'procura-malformed-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ours = { kid: 'ours', privateKey };
const published = { kid: 'ours', publicKey: publicKey.export({ format: 'jwk' }) };
const broken = /undefined|of null|is not a function|is not iterable|TypeError|RangeError|SyntaxError| at .*:\d+:\d+/;

describe('the program that verifies what a supervisor took away', () => {
  const lines = '{"entry":1}\n{"entry":2}\n';
  const sha256 = createHash('sha256').update(lines).digest('hex');
  const seal = signObject({ iss: 'https://procura.example', jti: 'e1', format: 'jsonl', lines: 2, iat: 1_790_000_000, sha256 }, ours);
  const file = `${lines}${JSON.stringify({ end: { lines: 2 }, seal })}\n`;
  const keys = JSON.stringify({ keys: [{ ...published.publicKey, kid: published.kid }] });

  let turns = 0;
  const verdict = (content: string | Uint8Array, given: string) =>
    new Promise<{ code: unknown; said: string }>((resolve) => {
      const names = ['file', 'keys'].map((name) => join(folder, `${name}-${String(++turns)}`));
      const [name = '', keyFile = ''] = names;
      writeFileSync(name, content);
      writeFileSync(keyFile, given);
      execFile(process.execPath, ['public/verify-export.js', name, '--keys', keyFile], (error, out, err) => {
        resolve({ code: error?.code ?? 0, said: out + err });
      });
    });

  test('knows the file that was signed', async () => {
    expect(await verdict(file, keys)).toMatchObject({ code: 0, said: expect.stringContaining('export e1, 2 entries') });
  });

  test('says one thing of anything else, and passes nothing that is not as signed', async () => {
    const either = fc.tuple(
      fc.oneof(
        mutation.map((change) => change(file)),
        fc.uint8Array({ maxLength: 300 }),
      ),
      fc.oneof(
        { weight: 2, arbitrary: fc.constant(keys) },
        mutation.map((change) => change(keys)),
        fc.json(),
      ),
    );
    for (const asked of chunks(fc.sample(either, 40), 8)) {
      for (const [at, { code, said }] of (await Promise.all(asked.map(([content, given]) => verdict(content, given)))).entries()) {
        expect(said).toMatch(/^[^\n]{5,}\n$/);
        expect(said).not.toMatch(broken);
        if (code === 0) expect(Buffer.from(asked[at]?.[0] ?? '').toString()).toContain(lines);
        else expect([1, 2]).toContain(code);
      }
    }
  }, 60_000);

  test.each([
    ['no list', '{"keys":null}'],
    ['nobody in it', '{"keys":[null,7]}'],
    ['nothing', ''],
    ['a key that is none', '{"keys":[{"kid":"ours","kty":"EC","crv":"P-256","x":"AA"}]}'],
  ])('does not judge with keys that are %s', async (_what, given) => {
    expect(await verdict(file, given)).toEqual({ code: 2, said: expect.stringMatching(/^Cannot judge: the keys [^\n]+\n$/) });
  });
});

test('whatever a witness answers, it is a word of its own or one sentence', async () => {
  let answer = { status: 200, type: 'text/plain', body: Buffer.alloc(0) };
  const server = createServer((_request, response) => response.writeHead(answer.status, { 'Content-Type': answer.type }).end(answer.body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
  const answers = fc.record({
    status: fc.constantFrom(200, 204, 301, 400, 409, 422, 500),
    type: fc.constantFrom('text/plain', 'text/x.tlog.size', 'x/y'),
    body: fc.oneof(
      fc.constantFrom('7\n', '-7\n', '07\n', '9'.repeat(400) + '\n', 'a\r\nb\u001b[31mc\n').map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
      fc.constant(Buffer.alloc(3_000_000, 'x')),
    ),
  });
  await fc.assert(
    fc.asyncProperty(answers, async (given) => {
      answer = given;
      const asked = askWitness(url, { old: 0, proof: [], note: 'n\n' }, AbortSignal.timeout(5_000));
      const said = await asked.catch((error: unknown) => (error as Error).message);
      if (typeof said === 'string') expect(said).toMatch(/^\P{Cc}{5,300}$/u);
      else expect('size' in said ? Number.isSafeInteger(said.size) && given.status === 409 : given.status === 200).toBe(true);
    }),
    { numRuns: 150 },
  );
  server.close().closeAllConnections();
});

function chunks<T>(given: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(given.length / size) }, (_, at) => given.slice(at * size, (at + 1) * size));
}
