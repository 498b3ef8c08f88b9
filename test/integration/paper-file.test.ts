import { generateKeyPairSync, hash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { mandateSides } from '../../views/paper/mandate-paper.ts';
import { atomically } from '../../src/db/database.ts';
import { termsText } from '../../src/mandates/attestation.ts';
import { listPaperKeys } from '../../src/mandates/paper-key-store.ts';
import { mandatePdf } from '../../src/mandates/paper-pdf.ts';
import { printMandate } from '../../src/mandates/print-paper.ts';
import { readPaperFile } from '../../src/mandates/read-paper-file.ts';
import { signPaper } from '../../src/mandates/signed-paper.ts';
import { verdictOf } from '../../src/mandates/verify-mandate.ts';
import { viewMandate } from '../../src/mandates/view-mandate.ts';
import { printable } from '../../src/paper/lines.ts';
import { sheetPdf } from '../../src/paper/sheet.ts';
import { actsIn } from '../support/acts.ts';
import { hasPoppler } from '../support/pdf.ts';
import { openRooms } from '../support/rooms.ts';
import { scan } from '../support/scan.ts';
import { said } from '../support/terminal.ts';

const rooms = await openRooms();
const { needs, db, clock, world } = rooms;
const publicUrl = 'https://procura.example';

const helper = await world.helper();
const mandate = await world.mandate({ helper, procedures: ['papiers', 'argent'], language: 'ar' });
const paper = await atomically(needs, async (work) =>
  printMandate(work, await viewMandate(work, { mandateId: mandate.id, helper, organisation: helper.organisation })),
);
const keys = await listPaperKeys(db);

test('a PDF proves itself with the public keys alone: its claims, and that the text inside is the one agreed to', async () => {
  const proof = readPaperFile(await mandatePdf(paper, { publicUrl }), keys);
  expect(proof).toMatchObject({ claims: { jti: mandate.id, procedures: ['argent', 'papiers'] }, isText: true });
});

const poppler = (await hasPoppler()) ? test : test.skip;

poppler('a telephone reads in the square of each printed side what was signed, and it holds without us', async () => {
  const pdf = await mandatePdf(paper, { publicUrl });
  for (const side of [1, 2]) {
    const read = await scan(pdf, side);
    expect(read).toBe(`${publicUrl}/verify?paper=${paper.signed}`);
    expect(readPaperFile(Buffer.from(read ?? ''), keys)).toMatchObject({ claims: { jti: mandate.id, procedures: ['argent', 'papiers'] } });
  }
});

test('a PDF with another text inside is found out', async () => {
  const [first, ...others] = paper.terms.texts;
  if (!first) throw new Error('no text');
  const forged = { ...paper.terms, texts: [{ ...first, title: 'Tout est permis' }, ...others] };
  expect(readPaperFile(await mandatePdf({ ...paper, terms: forged }, { publicUrl }), keys)).toMatchObject({ isText: false });
});

test('what is drawn may differ from the text inside: the command says that it did not compare them, and gives the text that counts', async () => {
  const [own, french] = paper.terms.texts;
  if (!own || !french) throw new Error('one text is missing');
  const drawn = { ...paper, terms: { ...paper.terms, texts: [own, { ...french, title: 'Mandat de tout faire' }] } };
  const attachments = [
    { name: 'mandate.json', content: termsText(paper.terms) },
    { name: 'mandate.jws', content: paper.signed },
  ];
  const forged = await sheetPdf(mandateSides(drawn, { publicUrl }), { at: paper.at, attachments });
  const folder = await mkdtemp(join(tmpdir(), 'procura-papers-'));
  const [pdf, keyFile] = [join(folder, 'paper.pdf'), join(folder, 'keys.json')];
  await writeFile(pdf, forged);
  await writeFile(keyFile, JSON.stringify({ keys: keys.map(({ kid, publicKey }) => ({ kid, ...publicKey })) }));
  const { code, text } = await said('mandate', 'verify', pdf, '--keys', keyFile).finally(() => rm(folder, { recursive: true }));
  expect(code).toBe(0);
  expect(text).toContain('What is drawn on its pages was not compared with that text');
  const signed = [french.title, ...french.parts.flatMap(({ heading, lines }) => [heading, ...lines])];
  for (const line of signed) expect(text).toContain(printable(line));
  expect(text).not.toContain('Mandat de tout faire');
});

test.each([
  ['the text of the square', paper.signed],
  ['the address in the square', `${publicUrl}/verify?paper=${paper.signed}\n`],
])('%s is enough', (_, text) => {
  expect(readPaperFile(Buffer.from(text), keys)).toMatchObject({ claims: { jti: mandate.id }, isText: null });
});

test.each([
  ['an empty file', Buffer.alloc(0)],
  ['a PDF of somebody else', Buffer.from('%PDF-1.7\nstream\nhello\nendstream')],
  ['noise', Buffer.alloc(100_000, 0xe9)],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0])],
])('%s is no paper of ours', (_, bytes) => {
  expect(readPaperFile(bytes, keys)).toBe('malformed');
});

test.each([
  [9_000_000, true],
  [11_000_000, false],
])('a stream that unpacks to %d bytes is unpacked: %s', (size, isText) => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const swollen = Buffer.alloc(size);
  const ours = readPaperFile(Buffer.from(paper.signed), keys);
  if (typeof ours === 'string' || !('terms' in ours.claims)) throw new Error('no paper of a mandate');
  const signed = signPaper({ ...ours.claims, terms: hash('sha256', swollen, 'base64url') }, { kid: 'own', privateKey });
  const streams = [Buffer.from(signed), deflateSync(swollen)].flatMap((stream) => ['\nstream\n', stream, '\nendstream']);
  const pdf = Buffer.concat(['%PDF-1.7', ...streams].map((part) => Buffer.from(part)));
  expect(readPaperFile(pdf, [{ kid: 'own', publicKey: publicKey.export({ format: 'jwk' }) }])).toMatchObject({ isText });
});

test('against no key of ours, nothing holds', async () => {
  expect(readPaperFile(await mandatePdf(paper, { publicUrl }), [])).toBe('foreign_key');
});

test('the record tells what the paper cannot: that it was ended since', async () => {
  const proof = readPaperFile(Buffer.from(paper.signed), keys);
  if (typeof proof === 'string') throw new Error(proof);
  expect(await verdictOf(db, proof.claims, clock.now())).toMatchObject({ isActive: true });
  await actsIn(rooms).revoke(mandate, helper);
  expect(await verdictOf(db, proof.claims, clock.now())).toMatchObject({ isActive: false });
});
