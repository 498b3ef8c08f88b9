import { mostLines, readCandidates } from '../../src/organisations/candidates.ts';

const odette = { givenName: 'Odette', familyName: 'Le Goff', email: 'odette@ccas.example' };

test.each([
  ['Odette;Le Goff;odette@ccas.example', 'semicolons'],
  ['Odette,Le Goff,odette@ccas.example', 'commas'],
  ['Odette\tLe Goff\todette@ccas.example', 'a copy from a spreadsheet'],
  ['"Odette";"Le Goff";"odette@ccas.example"', 'quotes'],
  ['\uFEFFPrénom;Nom;Adresse\r\nOdette;Le Goff;ODETTE@ccas.example\r\n', 'a heading, a mark of order, capitals'],
  ['Odette ; Le Goff ; odette@ccas.example ;', 'spaces, and one semicolon too many'],
])('a list is read: %j', (text) => {
  expect(readCandidates(text)).toMatchObject({ candidates: [odette], faults: [] });
});

test.each([
  ['=HYPERLINK("http://x");Goff;a@b.example', 'application.helpers.fault.cells'],
  ['"=HYPERLINK(""http://x"")";Goff;a@b.example', 'application.helpers.fault.name'],
  ['+33;Goff;a@b.example', 'application.helpers.fault.name'],
  ['-2+3;Goff;a@b.example', 'application.helpers.fault.name'],
  ['@SUM(A1);Goff;a@b.example', 'application.helpers.fault.name'],
  ['Odette;=1+1;a@b.example', 'application.helpers.fault.name'],
  ['Odette;Goff;=cmd|calc@b.example', 'application.helpers.fault.email'],
  ['Odette;Goff;+a@b.example', 'application.helpers.fault.email'],
  ['Odette;<b>Goff</b>;a@b.example', 'application.helpers.fault.name'],
  ['Odette;Goff', 'application.helpers.fault.cells'],
  ['Odette;Goff;a@b.example;more', 'application.helpers.fault.cells'],
  ['"Odette;Goff;a@b.example', 'application.helpers.fault.cells'],
  ['Odette;Goff;nowhere', 'application.helpers.fault.email'],
])('a line that no list of people has, or that a spreadsheet would run, is not taken: %j', (line, fault) => {
  expect(readCandidates(line)).toEqual({ candidates: [], faults: [{ line: 1, text: line, fault }], toCorrect: line });
});

test('each faulty line is named by its number; the others are taken', () => {
  const read = readCandidates('Odette;Le Goff;odette@ccas.example\n\nJean;;x\nOdette;Le Goff;Odette@ccas.example');
  expect(read?.candidates).toEqual([odette]);
  expect(read?.faults.map(({ line, fault }) => [line, fault])).toEqual([
    [3, 'application.helpers.fault.name'],
    [4, 'application.helpers.fault.twice'],
  ]);
});

test('10,000 lines are read quickly, one more is not read at all', () => {
  const lines = Array.from({ length: mostLines }, (_, index) => `Odette;Le Goff;o${String(index)}@ccas.example`);
  const begun = performance.now();
  expect(readCandidates(lines.join('\n'))?.candidates).toHaveLength(mostLines);
  expect(performance.now() - begun).toBeLessThan(15_000);
  expect(readCandidates([...lines, 'a', 'b'].join('\n'))).toBeNull();
});
