import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { readSignedPaper, signObject, signPaper } from '../../src/mandates/signed-paper.ts';
import { mutation } from '../support/mutations.ts';

// public/verify-paper.js, in a page of the barest kind: what it shows is what the server would answer.
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ours = { kid: 'ours', privateKey };
const published = { kid: 'ours', publicKey: publicKey.export({ format: 'jwk' }) };

const claims = { jti: '5f0c9a4e-1111-4000-8000-000000000000', terms: 'A'.repeat(43), nbf: 1_790_000_000, exp: 1_800_000_000 };
const paper = signPaper({ ...claims, iat: claims.nbf, procedures: ['argent', 'social'] }, ours);
const end = signPaper({ jti: claims.jti, ended: 1_795_000_000, part: true, iat: 1_795_000_001 }, ours);

/** What it shows for a text: the class of its notice and its lines; null when it answers nothing. */
const shown = async (text: string): Promise<string | null> => {
  const page = openPage();
  await page.submit(text);
  return page.verdict();
};
const expected = (text: string): string => {
  const read = readSignedPaper(text, [published]);
  return typeof read === 'string' ? `notice danger person.verify.fault.title person.verify.fault.${read}` : 'notice success';
};

function openPage() {
  let handler: (event: object) => Promise<void> = () => Promise.resolve();
  let text = '';
  let lines: { textContent: string }[] | null = null;
  const verdict = { className: '', append: () => undefined, replaceChildren: (...given: typeof lines & object) => void (lines = given) };
  const form = {
    dataset: { verifyPaper: JSON.stringify({ keys: [published], locale: 'fr', words: {} }) },
    querySelector: () => verdict,
    addEventListener: (_name: string, heard: typeof handler) => void (handler = heard),
    elements: { namedItem: () => ({ value: text }) },
  };
  const document = { querySelector: () => form, createElement: () => ({ append: () => undefined }) };
  const { crypto, atob, btoa, TextEncoder, TextDecoder, Uint8Array, URLSearchParams } = globalThis;
  const around = { document, crypto, atob, btoa, TextEncoder, TextDecoder, Uint8Array, URLSearchParams };
  runInNewContext(readFileSync('public/verify-paper.js', 'utf8'), around);
  return {
    submit: (given: string) => handler({ preventDefault: () => void (text = given) }),
    verdict: () => lines && [verdict.className, ...lines.map(({ textContent }) => textContent)].join(' '),
  };
}

const beginsAsExpected = async (text: string) => {
  expect(await shown(text)).toEqual(expect.stringMatching(new RegExp(`^${expected(text)}`)));
};

test.each([
  ['a mandate', paper],
  ['an end', end],
  ['nothing', ''],
  [
    'what we signed of something else',
    signObject({ iss: 'x', jti: 'e1', format: 'jsonl', lines: 2, iat: 1, sha256: 'a'.repeat(64) }, ours),
  ],
  ['a word in place of what we sign', signObject('ended' as unknown as object, ours)],
  ['a number in place of the procedures', signObject({ ...claims, iat: 1, procedures: 7 }, ours)],
  ['times that are none', signObject({ ...claims, exp: 1e300, iat: 1, procedures: 'argent' }, ours)],
])('shows %s as the server reads it', async (_what, text) => {
  await beginsAsExpected(text);
});

test('whatever is pasted, it answers as the server would', async () => {
  const pasted = fc.oneof(
    mutation.map((change) => change(paper)),
    mutation.map((change) => change(end)),
    fc.string({ unit: 'binary', maxLength: 300 }),
  );
  await fc.assert(fc.asyncProperty(pasted, beginsAsExpected), { numRuns: 300 });
});
