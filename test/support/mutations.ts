import fc from 'fast-check';

const odd = [
  '',
  '\0',
  '\n\n',
  ' ',
  '-1',
  '1e9',
  '99999999999999999999',
  'null',
  '{}',
  '[]',
  '"',
  '\\u0000',
  '\ud83d\ude00',
  '\u202e',
  'AAAA',
  '=',
  '%',
];
const inserted = fc.oneof(fc.constantFrom(...odd), fc.string({ unit: 'binary', maxLength: 40 }));

/** What somebody clumsy or wicked makes of a text: cuts, repeats, swaps, words put in, bits flipped, some of these one after the other. */
export const mutation: fc.Arbitrary<(text: string) => string> = fc
  .array(
    fc.tuple(
      fc.constantFrom('cut', 'delete', 'repeat', 'insert', 'replace', 'swap lines', 'drop a line', 'flip', 'number'),
      fc.nat(),
      fc.nat(60),
      inserted,
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((steps) => (text: string) => steps.reduce((given, step) => changed(given, step), text));

function changed(text: string, [what, where, length, put]: [string, number, number, string]): string {
  const at = where % (text.length + 1);
  const lines = text.split('\n');
  const line = where % lines.length;
  const after = text.slice(at + length);
  switch (what) {
    case 'cut':
      return text.slice(0, at);
    case 'delete':
      return text.slice(0, at) + after;
    case 'repeat':
      return text.slice(0, at + length) + text.slice(at);
    case 'insert':
      return text.slice(0, at) + put + text.slice(at);
    case 'replace':
      return text.slice(0, at) + put + after;
    case 'swap lines':
      return lines
        .with(line, lines[length % lines.length] ?? '')
        .with(length % lines.length, lines[line] ?? '')
        .join('\n');
    case 'drop a line':
      return lines.toSpliced(line, 1).join('\n');
    case 'number':
      return text.slice(0, at) + text.slice(at).replace(/\d+/, put);
    default:
      return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << (length % 8))) + text.slice(at + 1);
  }
}
