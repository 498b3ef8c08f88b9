import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { findCheckpoint } from '../../src/journal/tree-store.ts';
import { mutation } from '../support/mutations.ts';
import { openRooms } from '../support/rooms.ts';
import { origin, Sequencing, signer } from '../support/sequencing.ts';
import { environmentOf, said } from '../support/terminal.ts';

// The commands of the journal are given anything by anybody who has a terminal: they answer, or say one sentence and fail.
const rooms = await openRooms();
const sequencing = new Sequencing(rooms);
const folder = mkdtempSync(join(tmpdir(), 'procura-commands-'));
const before = { ...process.env };
let checkpoint = '';
let mandateId = '';

beforeAll(async () => {
  mandateId = (await rooms.world.mandate({ helper: await rooms.world.helper() })).id;
  await sequencing.settled(sequencing.start());
  await sequencing.stop();
  checkpoint = (await findCheckpoint(rooms.db))?.note ?? '';
  Object.assign(process.env, environmentOf(rooms, { JOURNAL_ORIGIN: origin, ANCHOR_FILE: sequencing.anchorFile }));
});
afterAll(() => {
  process.env = before;
  rmSync(folder, { recursive: true });
});

function file(contents: string | Buffer): string {
  const path = join(folder, 'given');
  writeFileSync(path, contents);
  return path;
}

const onServer = 'url' in rooms.source ? test : test.skip;
const keys = JSON.stringify({ keys: [{ kid: 'k', kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' }] });

onServer('after the journal’s key was changed, the policy’s former one still verifies what it signed', async () => {
  const { JOURNAL_KEY } = process.env;
  const verified = (policy: string) => {
    Object.assign(process.env, { JOURNAL_KEY: Buffer.alloc(32, 8).toString('base64'), JOURNAL_POLICY_FILE: policy });
    return said('journal', 'verify').finally(() => Object.assign(process.env, { JOURNAL_KEY, JOURNAL_POLICY_FILE: '' }));
  };
  expect(await verified(file(`log ${signer.vkey}\nquorum none\n`))).toMatchObject({ code: 0 });
  expect(await verified('')).toMatchObject({ code: 1 });
});

onServer(
  'given what is right, they answer',
  async () => {
    expect(await said('journal', 'verify', '--values', '--since', file(checkpoint))).toMatchObject({
      ...{ code: 0, text: expect.stringContaining('The journal is as it was signed') },
    });
    expect(await said('journal', 'show', '--mandate', mandateId)).toMatchObject({
      code: 0,
      text: expect.stringContaining('mandate_concluded'),
    });
    expect(await said('journal', 'checkpoint')).toEqual({ code: 0, text: checkpoint.trim() });
    expect(await said('journal', 'prove', '0')).toMatchObject({ code: 0, text: expect.stringMatching(/^c2sp.org\/tlog-proof@v1\n/) });
    expect((await said('journal', 'export')).text).toContain('"export":"procura-journal/v1"');
  },
  60_000,
);

onServer.each<[words: string[], text: RegExp]>([
  [['journal', 'show', '--mandate', 'x'], /It is not the id of a mandate or a person\./],
  [['journal', 'show', '--mandate', '00000000-0000-4000-8000-000000000000'], /^No entry speaks of this mandate\.$/],
  [['journal', 'prove', '--person', '’; drop table people'], /It is not the id/],
  [['journal', 'prove', '99999'], /^No published checkpoint covers an entry at place 99999\.$/],
  [['journal', 'prove', '-1'], /A place is a whole number/],
  [['journal', 'prove'], /^Say what to prove/],
  [['journal', 'export', '--from', '1e9'], /A place is a whole number/],
  [['journal', 'export', '--from', '99999'], /there is nothing from 99999 on\.$/],
  [['journal', 'checkpoint', '--since', '99999'], /it cannot continue one of 99999\.$/],
  [['journal', 'verify', '--since', '/nowhere'], /^\/nowhere cannot be read or written \(ENOENT\)\.$/],
  [['journal', 'verify', '--since', '/'], /^\S* ?cannot be read|EISDIR/],
  [['journal', 'verify', '--key', 'x'], /^the key is not of the form name\+id\+key$/],
  [['mandate', 'verify', 'x', '--keys', '/nowhere'], /^\/nowhere cannot be read/],
  [['mandate', 'verify', '\0'], /^This is no paper of ours/],
  [['journal', 'burn'], /unknown command 'burn'/],
])('%j is answered with a sentence', async (words, text) => {
  const answer = await said(...words);
  expect(answer).toEqual({ code: 1, text: expect.stringMatching(text) });
  expect(answer.text).not.toMatch(/\n\s+at |node_modules|undefined|\[object/);
});

onServer.each<[what: string, ask: (change: (text: string) => string) => Promise<{ code: number; text: string }>]>([
  ['a checkpoint kept from before', (change) => said('journal', 'verify', '--since', file(change(checkpoint)))],
  ['a public key', (change) => said('journal', 'verify', `--key=${change(signer.vkey)}`)],
  ['the id of a mandate', (change) => said('journal', 'show', `--mandate=${change(mandateId)}`)],
  ['a place', (change) => said('journal', 'prove', change('0'))],
  ['a paper', (change) => said('mandate', 'verify', file(change('%PDF-1.7\nstream\nx\nendstream\n')))],
  ['the keys of papers', (change) => said('mandate', 'verify', 'x', '--keys', file(change(keys)))],
])(
  '%s, however spoilt: an answer, or one sentence and the code 1',
  async (_what, ask) => {
    await fc.assert(
      fc.asyncProperty(mutation, async (change) => {
        const { code, text } = await ask(change);
        expect([0, 1]).toContain(code);
        expect(text).not.toMatch(/\n\s+at |node_modules|undefined|\[object|TypeError/);
        if (code === 1) expect(text.split('\n').filter((line) => line !== '').length).toBeLessThan(4);
      }),
      { numRuns: 15 },
    );
  },
  120_000,
);
