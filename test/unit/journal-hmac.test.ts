import { createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { hmacUnder } from '../../src/journal/hmac.ts';

test('it is the HMAC that Node computes, whatever the key and the text', () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 64 }).map((key) => Buffer.from(key));
  fc.assert(
    fc.property(bytes, fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { maxLength: 4 }), (key, texts) => {
      const hmac = hmacUnder(key);
      for (const text of texts) expect(hmac(text)).toEqual(createHmac('sha256', key).update(text).digest());
    }),
  );
});

test('a longer key or text is refused rather than cut', () => {
  expect(() => hmacUnder(randomBytes(65))).toThrow('too long');
  expect(() => hmacUnder(randomBytes(32))('x'.repeat(1_025))).toThrow('too long');
  expect(() => hmacUnder(randomBytes(32))(`${'x'.repeat(1_023)}é`)).toThrow('too long');
});
