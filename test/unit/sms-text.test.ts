import { segmentsOf, smsText } from '../../src/notifications/sms-text.ts';
import { visibleText } from '../../src/people/sms.ts';

test.each([
  ['a'.repeat(160), 1],
  ['a'.repeat(161), 2],
  ['é'.repeat(160), 1],
  ['€'.repeat(81), 2],
  ['ê'.repeat(70), 1],
  ['ê'.repeat(71), 2],
  [`${'a'.repeat(70)}ş`, 2],
  ['ا'.repeat(134), 2],
  ['ا'.repeat(135), 3],
  ['🙂'.repeat(35), 1],
  ['🙂'.repeat(36), 2],
])('%#: billed as it is cut', (text, segments) => {
  expect(segmentsOf(text)).toBe(segments);
});

test('typography is made plain, so that it does not halve the room; words stay', () => {
  expect(smsText('Procura\u00a0: «\u00a0l’œil\u00a0» – été…')).toBe('Procura : "l\'oeil" - été...');
  expect(smsText('Besançon, arrêté, تفويض')).toBe('Besançon, arrêté, تفويض');
});

test.each([
  ['\u202eOUI\u202c', 'OUI'],
  [' o\u200bui\r\n', 'oui'],
  ['STOP\nABCD', 'STOP ABCD'],
  ['e\u0301te\u0301', 'été'],
])('what nobody sees goes: %j', (text, visible) => {
  expect(visibleText(text)).toBe(visible);
});
