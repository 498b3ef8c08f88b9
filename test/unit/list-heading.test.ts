import { translator } from '../../src/http/texts.ts';
import { readCards } from '../../src/identity/card-file.ts';
import { readCandidates } from '../../src/organisations/candidates.ts';

const odette = { givenName: 'Odette', familyName: 'Le Goff', email: 'odette@ccas.example' };

test.each([
  'Nom;Prénom;Courriel\nLe Goff;Odette;odette@ccas.example',
  'NOM;PRENOM;MÉL\nLe Goff;Odette;odette@ccas.example',
  '\n"Nom de famille","Prénom(s)","Adresse e-mail (ex. a@b.fr)"\n"Le Goff",Odette,odette@ccas.example',
  'E-mail\tLast name\tFirst name\nodette@ccas.example\tLe Goff\tOdette',
  '"Nom";"Prénom";"Courriel" \n"Le Goff";"Odette";"odette@ccas.example" ',
  'surname;given name;email address\nLe Goff;Odette;odette@ccas.example',
  'nom d’usage;prénom usuel;adresse électronique professionnelle\nLe Goff;Odette;odette@ccas.example',
  'Nom de l’aidant;Prénom de l’aidant;Adresse\nLe Goff;Odette;odette@ccas.example;;',
  'Civilité\tNom\tPrénom\tNom de la structure\tAdresse\tCourriel\n\tLe Goff\tOdette\tCCAS\t1, rue Haute; bâtiment B\todette@ccas.example\t',
  'Nom,Prénom,Courriel,Note\nLe Goff,Odette,odette@ccas.example,le matin; pas le mardi',
])('the columns are in the order of their heading: %j', (text) => {
  expect(readCandidates(text)).toMatchObject({ candidates: [odette], faults: [] });
});

test.each([
  'Nom;Prénom\nLe Goff;Odette',
  'Nom et prénom;Courriel\nOdette Le Goff;odette@ccas.example',
  'Name;First name;E-mail\nLe Goff;Odette;odette@ccas.example',
  'Nom;Nom d’usage;Prénom;Courriel\nDupont;Le Goff;Odette;odette@ccas.example',
  'Nom|Prénom|Courriel\nLe Goff;Odette;odette@ccas.example',
  '"Nom;Prénom;Courriel\nLe Goff;Odette;odette@ccas.example',
  'Prénom;Nom;Téléphone\nOdette;Le Goff;odette@ccas.example',
])('a heading that does not name each of the three columns once is said on its line, and the whole list comes back: %j', (text) => {
  const fault = { line: 1, text: text.split('\n')[0], fault: 'application.helpers.fault.heading' };
  expect(readCandidates(text)).toEqual({ candidates: [], faults: [fault], toCorrect: text });
});

test('lines to correct come back under their heading: sent again, they are read in the same order', () => {
  const read = readCandidates('Nom;Prénom;Courriel\nLe Goff;Odette;odette@ccas.example\nMartin;Paul;nowhere\nA;B;a@b.example;more');
  expect(read?.candidates).toEqual([odette]);
  expect(read?.faults.map(({ line, fault }) => [line, fault])).toEqual([
    [3, 'application.helpers.fault.email'],
    [4, 'application.helpers.fault.cells'],
  ]);
  expect(read?.toCorrect).toBe('Nom;Prénom;Courriel\nMartin;Paul;nowhere\nA;B;a@b.example;more');
});

test('a first line that is somebody is no heading', () => {
  expect(readCandidates('Marie Given;Nom;odette@nom.example')?.candidates).toHaveLength(1);
  expect(readCandidates('Odette;Le Goff;odette')?.faults[0]?.fault).toBe('application.helpers.fault.email');
});

test('a heading of two million characters is read in no time', () => {
  const begun = performance.now();
  for (const piece of ['(', 'nom ', 'nom;', '"', ' ', "' "]) readCandidates(piece.repeat(2_000_000 / piece.length));
  expect(performance.now() - begun).toBeLessThan(15_000);
});

/** The heading that the hint beside a list gives as an example. */
const headingIn = (hint: string): string => /[«“]\s*(.+?)\s*[»”]/.exec(hint)?.[1] ?? '';

test.each(['fr', 'en'] as const)(
  'the hints beside the lists say that a heading is understood, and the one they name is (%s)',
  (language) => {
    const t = translator(language);
    for (const hint of ['application.helpers.list.hint', 'manager.invitations.people.hint'] as const)
      expect(readCandidates(`${headingIn(t(hint))}\nLe Goff;Odette;odette@ccas.example`)).toMatchObject({
        candidates: [odette],
        faults: [],
      });
    const cards = `${headingIn(t('identity.cards.import.hint'))}\nK-1001;GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ;30`;
    expect(readCards(cards)).toMatchObject({ cards: [{ serial: 'K-1001', period: 30 }], faults: [] });
    expect(headingIn(t('identity.cards.import.hint')).split(';')).toHaveLength(3);
  },
);
