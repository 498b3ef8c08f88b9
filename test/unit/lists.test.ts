import { type Language } from '../../src/http/languages.ts';
import { listed } from '../../src/http/lists.ts';

test.each<[Language, string]>([
  ['fr', 'Marie, Paul et Anne'],
  ['en', 'Marie, Paul and Anne'],
  ['ar', 'Marie وPaul وAnne'],
  ['uk', 'Marie, Paul і Anne'],
  ['pt', 'Marie, Paul e Anne'],
  ['es', 'Marie, Paul y Anne'],
  ['tr', 'Marie, Paul ve Anne'],
  ['fr-FALC', 'Marie, Paul et Anne'],
])('names are listed as %s lists them', (language, list) => {
  expect(listed(['Marie', 'Paul', 'Anne'], language)).toBe(list);
});

test.each<[Language, readonly string[], string]>([
  ['fr', ['Social, santé', 'Logement'], 'Social, santé\u00a0; Logement'],
  ['es', ['Social, salud', 'Vivienda'], 'Social, salud; Vivienda'],
  ['ar', ['الشؤون الاجتماعية، الصحة', 'السكن'], 'الشؤون الاجتماعية، الصحة؛ السكن'],
])('what holds a comma itself is kept apart in %s', (language, things, list) => {
  expect(listed(things, language)).toBe(list);
});

test('one thing is itself, none is nothing', () => {
  expect([listed(['Logement'], 'fr'), listed([], 'ar')]).toEqual(['Logement', '']);
});
