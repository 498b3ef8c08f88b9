import { decodeText } from '../../src/http/decode-text.ts';

const helene = 'Hélène;Lefœuvre-d’Œuf;helene@ccas.example\n';

test.each([
  ['UTF-8', Buffer.from(helene)],
  ['UTF-8 with its mark', Buffer.from(`\uFEFF${helene}`)],
  ['UTF-16, little end first', Buffer.from(`\uFEFF${helene}`, 'utf16le')],
  ['UTF-16, big end first', Buffer.from(`\uFEFF${helene}`, 'utf16le').swap16()],
  [
    'Windows-1252',
    Buffer.from(
      '48e96ce86e653b4c6566 9c75767265 2d64 92 8c75663b'.replaceAll(' ', '') + Buffer.from('helene@ccas.example\n').toString('hex'),
      'hex',
    ),
  ],
])('a file in %s says what was written', (_, bytes) => {
  expect(decodeText(bytes)).toBe(helene);
});

test('what is no letter anywhere is still a text: each byte by itself', () => {
  expect(decodeText(Buffer.from([0x80, 0x81, 0x9f, 0xff, 0x41]))).toBe('€\u0081ŸÿA');
});

test('half a character at the end, or an empty file, is no fault', () => {
  expect(decodeText(Buffer.from([0xff, 0xfe, 0x41]))).toBe('\uFFFD');
  expect(decodeText(Buffer.alloc(0))).toBe('');
});
