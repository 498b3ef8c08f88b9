import { generateKeyPairSync, hash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { mandateSides } from '../../views/paper/mandate-paper.ts';
import { atomically } from '../../src/db/database.ts';
import { termsText } from '../../src/mandates/attestation.ts';
import { listPaperKeys } from '../../src/mandates/paper-key-store.ts';
import { certificatePdf, mandatePdf } from '../../src/mandates/paper-pdf.ts';
import { printCertificate, printMandate } from '../../src/mandates/print-paper.ts';
import { readPaperFile } from '../../src/mandates/read-paper-file.ts';
import { type MandateClaims, readSignedPaper, signPaper } from '../../src/mandates/signed-paper.ts';
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
/** A key that signs whatever a test says, published beside the one that signed the paper. */
const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const testKey = { kid: 'test', privateKey: pair.privateKey };
const keys = [...(await listPaperKeys(db)), { kid: testKey.kid, publicKey: pair.publicKey.export({ format: 'jwk' }) }];

const claimsOf = (signed: string): MandateClaims => {
  const read = readSignedPaper(signed, keys);
  if (typeof read === 'string' || 'ended' in read) throw new Error('no paper of a mandate');
  return read;
};

test('a PDF proves itself with the public keys alone: its claims, its text, and that nothing of it was changed', async () => {
  const proof = readPaperFile(await mandatePdf(paper, { publicUrl }), keys);
  expect(proof).toMatchObject({ claims: { jti: mandate.id, procedures: ['argent', 'papiers'] }, isText: true, isWhole: true });
});

/** What the command says of a file, with the public keys alone. */
const verified = async (bytes: Buffer) => {
  const folder = await mkdtemp(join(tmpdir(), 'procura-papers-'));
  const [pdf, keyFile] = [join(folder, 'paper.pdf'), join(folder, 'keys.json')];
  await writeFile(pdf, bytes);
  await writeFile(keyFile, JSON.stringify({ keys: keys.map(({ kid, publicKey }) => ({ kid, ...publicKey })) }));
  return said('mandate', 'verify', pdf, '--keys', keyFile).finally(() => rm(folder, { recursive: true }));
};

test('the command says that the pages are as they were drawn, of a mandate and of the certificate of its end', async () => {
  const ended = await world.mandate({ helper, procedures: ['social'] });
  await actsIn(rooms).revoke(ended, helper);
  const certificate = await atomically(needs, async (work) =>
    printCertificate(work, await viewMandate(work, { mandateId: ended.id, helper, organisation: helper.organisation })),
  );
  for (const pdf of [await mandatePdf(paper, { publicUrl }), await certificatePdf(certificate, { publicUrl })]) {
    const { code, text } = await verified(pdf);
    expect([code, text]).toEqual([0, expect.stringContaining('The file is the one we wrote, to the last byte')]);
    expect(text).not.toContain('was not compared');
  }
});

test('the command refuses a file that differs from what was printed by one byte, and says what to hold on to', async () => {
  const { code, text } = await verified(Buffer.concat([await mandatePdf(paper, { publicUrl }), Buffer.from('\n')]));
  expect([code, text]).toEqual([1, expect.stringContaining('The file is not the one we wrote')]);
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

test('on a paper of before files were sealed, the command says that it did not compare what is drawn, and gives the text that counts', async () => {
  const [own, french] = paper.terms.texts;
  if (!own || !french) throw new Error('one text is missing');
  const drawn = { ...paper, terms: { ...paper.terms, texts: [own, { ...french, title: 'Mandat de tout faire' }] } };
  const { sealed: _, ...before } = claimsOf(paper.signed);
  const attachments = [
    { name: 'mandate.json', content: termsText(paper.terms) },
    { name: 'mandate.jws', content: signPaper(before, testKey) },
  ];
  const { code, text } = await verified(await sheetPdf(mandateSides(drawn, { publicUrl }), { at: paper.at, attachments }));
  expect(code).toBe(0);
  expect(text).toContain('It was printed before files were sealed');
  expect(text).toContain('what is drawn on its pages was not compared with that text');
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
  const swollen = Buffer.alloc(size);
  const signed = signPaper({ ...claimsOf(paper.signed), terms: hash('sha256', swollen, 'base64url') }, testKey);
  const streams = [Buffer.from(signed), deflateSync(swollen)].flatMap((stream) => ['\nstream\n', stream, '\nendstream']);
  const pdf = Buffer.concat(['%PDF-1.7', ...streams].map((part) => Buffer.from(part)));
  expect(readPaperFile(pdf, keys)).toMatchObject({ isText });
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
