import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { isAsSealed, sealFile } from '../../src/mandates/file-seal.ts';
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
  let chosen: () => Promise<void> = () => Promise.resolve();
  const chooser = {
    files: [] as Pick<Blob, 'size' | 'arrayBuffer'>[],
    closest: () => ({ hidden: true }),
    addEventListener: (_name: string, heard: typeof chosen) => void (chosen = heard),
  };
  const form = {
    dataset: { verifyPaper: JSON.stringify({ keys: [published], locale: 'fr', words: {} }) },
    querySelector: (part: string) => (part === '[data-verdict]' ? verdict : chooser),
    addEventListener: (_name: string, heard: typeof handler) => void (handler = heard),
    elements: { namedItem: () => ({ value: text }) },
  };
  const document = { querySelector: () => form, createElement: () => ({ append: () => undefined }) };
  const { crypto, atob, btoa, TextEncoder, TextDecoder, Uint8Array, URLSearchParams } = globalThis;
  const around = { document, crypto, atob, btoa, TextEncoder, TextDecoder, Uint8Array, URLSearchParams };
  runInNewContext(readFileSync('public/verify-paper.js', 'utf8'), around);
  return {
    submit: (given: string) => handler({ preventDefault: () => void (text = given) }),
    choose: (file: Pick<Blob, 'size' | 'arrayBuffer'>) => {
      chooser.files = [file];
      return chosen();
    },
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

const changed = 'notice danger person.verify.fault.title person.verify.fault.changed';

const sheet = Buffer.from('%PDF-1.7\n1 0 obj\nendobj\nxref\ntrailer\n<<>>\nstartxref\n26\n%%EOF\n');

test('a file is the one we wrote, and its pages show what was signed; or it was changed, whatever was', async () => {
  const sealed = sealFile(sheet, { signed: paper, seal: (said) => signObject(said, ours) });
  const shownOf = async (file: Buffer) => {
    const page = openPage();
    await page.choose(new Blob([new Uint8Array(file)]));
    return page.verdict();
  };
  expect(isAsSealed(sealed, [published])).toBe(true);
  expect(await shownOf(sealed)).toMatch(
    /^notice success person.verify.signed.title person.verify.signed.whole person.verify.signed.period/,
  );
  for (const change of [
    (text: string) => text.replace('1 0 obj', '2 0 obj'),
    (text: string) => text.replace(/%procura-seal .*\n/, ''),
    (text: string) => `${text}\n`,
    () => '',
    () => sealFile(sheet, { signed: paper, seal: (said) => signObject({ ...said, more: 1 }, ours) }).toString(),
    () => sealFile(sheet, { signed: paper, seal: () => paper }).toString(),
  ]) {
    const file = Buffer.from(change(sealed.toString()));
    expect([await shownOf(file), isAsSealed(file, [published])]).toEqual([changed, false]);
  }
});

test('a file larger than any of ours is not read to know that it is none', async () => {
  const page = openPage();
  await page.choose({ size: 4_000_000_000, arrayBuffer: () => Promise.reject(new Error('no telephone holds that')) });
  expect(page.verdict()).toBe(changed);
});

test('a file sealed with a key that this page does not know is not said to be changed: the page may be older than the key', async () => {
  const other = { kid: 'next', privateKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey };
  const page = openPage();
  await page.choose(new Blob([new Uint8Array(sealFile(sheet, { signed: paper, seal: (said) => signObject(said, other) }))]));
  expect(page.verdict()).toBe('notice danger person.verify.fault.title person.verify.fault.foreign_key');
});

test('what was said of a file is not said of the next, be it slow or not to be read; one that comes late says nothing', async () => {
  const page = openPage();
  const whole = new Blob([new Uint8Array(sealFile(sheet, { signed: paper, seal: (said) => signObject(said, ours) }))]);
  await page.choose(whole);
  await expect(page.choose({ size: 9, arrayBuffer: () => Promise.reject(new Error('gone')) })).rejects.toThrow('gone');
  expect(page.verdict()).toBe('');
  let arrive: (bytes: ArrayBuffer) => void = () => undefined;
  const slow = page.choose({ size: 9, arrayBuffer: () => new Promise<ArrayBuffer>((resolve) => void (arrive = resolve)) });
  await page.choose(whole);
  arrive(new ArrayBuffer(9));
  await slow;
  expect(page.verdict()).toMatch(/^notice success/);
});

test('whatever is pasted, it answers as the server would', async () => {
  const pasted = fc.oneof(
    mutation.map((change) => change(paper)),
    mutation.map((change) => change(end)),
    fc.string({ unit: 'binary', maxLength: 300 }),
  );
  await fc.assert(fc.asyncProperty(pasted, beginsAsExpected), { numRuns: 300 });
});
