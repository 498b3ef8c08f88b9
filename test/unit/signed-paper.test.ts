import { generateKeyPairSync } from 'node:crypto';
import { procedureCodes } from '../../src/mandates/procedures.ts';
import { findSignedPaper, type MandateClaims, type PaperKey, readSignedPaper, signPaper } from '../../src/mandates/signed-paper.ts';

const pairOf = (kid: string) => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ours: { kid, privateKey }, published: { kid, publicKey: publicKey.export({ format: 'jwk' }) } satisfies PaperKey };
};
const { ours, published } = pairOf('ours');
const retired = pairOf('retired');
const foreign = pairOf('ours'); // bears our key's name
const keys = [published, retired.published];

const claims: MandateClaims = {
  ...{ jti: '5f0c9a4e-1111-4000-8000-000000000000', terms: 'A'.repeat(43), nbf: 1_790_000_000, exp: 1_800_000_000, iat: 1_790_000_000 },
  procedures: ['argent', 'social'],
};
const signed = signPaper(claims, ours);
const [head = '', body = '', signature = ''] = signed.split('.');
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const read = (text: string) => readSignedPaper(text, keys);

test('what was signed is read back, alone or in the address it travels in', () => {
  expect(read(signed)).toEqual(claims);
  expect(read(`https://procura.example/verify?paper=${signed}`)).toEqual(claims);
  expect(read(`  https://procura.example/verify?lang=ar&paper=${signed}&x=1\n`)).toEqual(claims);
});

test('a paper of years ago, signed by a key that was replaced since, is still recognised', () => {
  expect(read(signPaper(claims, retired.ours))).toEqual(claims);
});

test('the certificate of an end says since when', () => {
  const end = { jti: claims.jti, ended: 1_795_000_000, part: true as const, iat: 1_795_000_001 };
  expect(read(signPaper(end, ours))).toEqual(end);
});

test('it names nobody, and is short enough for a square with ten procedures', () => {
  const whole = signPaper({ ...claims, procedures: [...procedureCodes] }, ours);
  expect(whole.length).toBeLessThan(500);
  expect(Object.keys(JSON.parse(Buffer.from(whole.split('.')[1] ?? '', 'base64url').toString()) as object).sort()).toEqual(
    ['exp', 'iat', 'jti', 'nbf', 'procedures', 'terms'].sort(),
  );
});

test.each([
  ['another procedure', `${head}.${encode({ ...claims, procedures: 'argent social justice' })}.${signature}`],
  ['a later end', `${head}.${encode({ ...claims, procedures: 'argent social', exp: 1_900_000_000 })}.${signature}`],
  ['another signature', `${head}.${body}.${Buffer.alloc(64, 1).toString('base64url')}`],
  ['a signature cut short', `${head}.${body}.${signature.slice(0, 40)}`],
  ['a signature of zeros', `${head}.${body}.${Buffer.alloc(64).toString('base64url')}`],
  ['no signature', `${head}.${body}.`],
  ['a key that bears our key’s name', signPaper(claims, foreign.ours)],
])('one who alters it is found out: %s', (_, text) => {
  expect(read(text)).toBe('altered');
});

test.each([
  ['alg none', `${encode({ alg: 'none', kid: 'ours' })}.${body}.`, 'unsigned'],
  ['alg HS256, keyed with our public key', `${encode({ alg: 'HS256', kid: 'ours' })}.${body}.${signature}`, 'unsigned'],
  ['a key we never had', signPaper(claims, { ...foreign.ours, kid: 'theirs' }), 'foreign_key'],
  ['its own key inside', `${encode({ alg: 'ES256', kid: 'theirs', jwk: foreign.published.publicKey })}.${body}.${signature}`, 'malformed'],
  ['no key named', `${encode({ alg: 'ES256' })}.${body}.${signature}`, 'malformed'],
  ['other claims than ours', signPaper({ ...claims, admin: true } as MandateClaims, ours), 'malformed'],
  ['a procedure there is not', signPaper({ ...claims, procedures: ['everything' as 'social'] }, ours), 'malformed'],
  ['nothing', '', 'malformed'],
  ['a sentence', 'Bonjour, voici mon mandat.', 'malformed'],
  ['two parts', `${head}.${body}`, 'malformed'],
  ['four parts', `${signed}.AAAA`, 'malformed'],
  ['not JSON', `${'A'.repeat(20)}.${body}.${signature}`, 'malformed'],
  ['a hundred thousand signs', 'A'.repeat(100_000), 'malformed'],
])('one who forges it with %s gets a clear no', (_, text, fault) => {
  expect(read(text)).toBe(fault);
});

test('nothing is found where there is nothing', () => {
  expect(findSignedPaper('procura.example/verify?reference=5f0c9a4e')).toBeNull();
});
