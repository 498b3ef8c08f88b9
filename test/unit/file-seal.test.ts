import { generateKeyPairSync, hash } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { mandateSides } from '../../views/paper/mandate-paper.ts';
import { termsHash, termsText } from '../../src/mandates/attestation.ts';
import { sealFile } from '../../src/mandates/file-seal.ts';
import { mandatePdf } from '../../src/mandates/paper-pdf.ts';
import { readPaperFile } from '../../src/mandates/read-paper-file.ts';
import { signObject, signPaper } from '../../src/mandates/signed-paper.ts';
import { sheetPdf } from '../../src/paper/sheet.ts';
import { publicUrl, unprinted } from '../support/papers.ts';

const newKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const [ours, theirs] = [newKey(), newKey()];
const keys = [{ kid: 'ours', publicKey: ours.publicKey.export({ format: 'jwk' }) }];
const signWith = (pair: typeof ours) => (said: object) => signObject(said, { kid: 'ours', privateKey: pair.privateKey });

const draft = unprinted('ar');
const claims = {
  jti: draft.mandate.id,
  nbf: 1_790_000_000,
  exp: 1_800_000_000,
  iat: 1_790_000_000,
  procedures: ['argent', 'social'] as const,
};
const signed = signPaper(
  { ...claims, procedures: [...claims.procedures], terms: termsHash(termsText(draft.terms)).toString('base64url'), sealed: true },
  { kid: 'ours', privateKey: ours.privateKey },
);
const paper = { ...draft, signed, seal: signWith(ours) };
const attachments = [
  { name: 'mandate.json', content: termsText(paper.terms) },
  { name: 'mandate.jws', content: signed },
];
const [own, french] = paper.terms.texts;
if (!own || !french) throw new Error('a text is missing');

const pdf = await mandatePdf(paper, { publicUrl });
const forged = { ...paper, terms: { ...paper.terms, texts: [own, { ...french, title: 'Mandat de tout faire' }] } };
const redrawn = await sheetPdf(mandateSides(forged, { publicUrl }), { at: paper.at, attachments });

const sealLine = /%procura-seal [^\n]+\n/;
const text = pdf.toString('latin1');
const [seal = ''] = sealLine.exec(text) ?? [];
const bare = text.replace(sealLine, '');
const bytes = (changed: string) => Buffer.from(changed, 'latin1');
const sealedBy = (line: string, file = bare) => bytes(file.replace(/startxref\n\d+\n%%EOF\n$/, (end) => line + end));

/** The first map from the signs of a font to letters: what is copied, searched and read aloud. */
function withAnotherFontMap(file: string): string {
  const [, map = ''] = /\/ToUnicode (\d+) 0 R/.exec(file) ?? [];
  const stream = new RegExp(`(\\n${map} 0 obj\\n[^]*?\\nstream\\n)([^]*?)(?=\\nendstream)`);
  return file.replace(stream, (_, start: string, packed: string) => {
    const read = inflateSync(bytes(packed)).toString('latin1');
    const changed = read.replace(/<([0-9a-f]{4})>(?=[^<]*$)/i, '<0041>');
    if (changed === read) throw new Error('this map names nothing');
    return start + deflateSync(bytes(changed)).toString('latin1');
  });
}

const swapPages = (file: string) => file.replace(/\/Kids \[(\d+ 0 R) (\d+ 0 R)\]/, '/Kids [$2 $1]');
const update = '\n9 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n';

test('a sealed paper is whole, and remains the file that any reader of PDF takes: only a comment was added', () => {
  expect(readPaperFile(pdf, keys)).toMatchObject({ claims: { jti: draft.mandate.id }, isWhole: true, isText: true });
  expect(sealLine.exec(text)).not.toBeNull();
  expect(text).toMatch(/\nstartxref\n(\d+)\n%%EOF\n$/);
  expect(text.slice(Number(/startxref\n(\d+)/.exec(text)?.[1])).startsWith('xref\n')).toBe(true);
});

test.each([
  ['draws another word, and keeps the seal', sealedBy(seal, redrawn.toString('latin1'))],
  ['draws another word, and drops the seal', redrawn],
  ['lets a font say other letters', bytes(withAnotherFontMap(text))],
  ['swaps two pages', bytes(swapPages(text))],
  ['has another text read aloud', bytes(text.replace('/ActualText (', '/ActualText (A'))],
  ['adds an update after the end', bytes(text + update)],
  ['adds an update before the seal', bytes(text.replace(sealLine, (line) => update + line))],
  ['takes the seal off', bytes(bare)],
  ['sets the seal of another file', sealedBy(sealLine.exec(sealFile(redrawn, paper).toString('latin1'))?.[0] ?? '')],
  ['seals it with a key of their own', sealFile(redrawn, { signed, seal: signWith(theirs) })],
  [
    'has us sign its hash as something else',
    sealedBy(`%procura-seal ${paper.seal({ sha256: hash('sha256', bytes(bare), 'base64url') })}\n`),
  ],
  [
    'adds to what the seal says',
    sealedBy(`%procura-seal ${paper.seal({ pdf: hash('sha256', bytes(bare), 'base64url'), paper: signed, iat: 1 })}\n`),
  ],
  ['moves the seal', bytes(bare.replace('xref\n', (start) => seal + start))],
  ['adds a line at the end', bytes(`${text}\n`)],
])('one who %s is found out', (_, changed) => {
  expect(changed.equals(pdf)).toBe(false);
  expect(readPaperFile(changed, keys)).toMatchObject({ isWhole: false });
});

test('not one bit of it changes unseen', () => {
  const anywhere = fc.integer({ min: 5, max: pdf.length * 8 - 1 }); // its first five signs say what it is
  const flipped = (bit: number) => Buffer.from(pdf.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)));
  fc.assert(
    fc.property(anywhere, (bit) => {
      const read = readPaperFile(flipped(bit), keys);
      return typeof read === 'string' || read.isWhole !== true;
    }),
    { numRuns: 200 },
  );
});
