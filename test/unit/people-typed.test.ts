import { readPeople } from '../../src/management/people-typed.ts';

const lina = { givenName: 'Lina', familyName: 'Nguyen', email: 'lina@ccas.example' };

test.each([
  'Lina ; Nguyen ; LINA@ccas.example\n\nLina;Nguyen;lina@ccas.example',
  'Lina\tNguyen\tlina@ccas.example\t\t',
  'Lina,Nguyen,lina@ccas.example',
  'Nom;Prénom;Courriel\nNguyen;Lina;lina@ccas.example',
])('people are read one a line, each once, in the order of their heading: %j', (text) => {
  expect(readPeople(text)).toEqual({ people: [lina], faults: [] });
});

test.each(['jean..dupont@x.example', 'hélène@x.example', 'jean.@x.example', '=1+1@x.example', '+33@x.example', 'jean@x'])(
  'an address that could never sign in is not invited: %s',
  (email) => {
    const text = `Jean;Dupont;${email}`;
    expect(readPeople(`Lina;Nguyen;lina@ccas.example\n${text}`)).toEqual({
      people: [lina],
      faults: [{ line: 2, text, fault: 'application.helpers.fault.email' }],
    });
  },
);

test('a heading that lacks a column is said on its line', () => {
  expect(readPeople('Nom;Prénom\nNguyen;Lina')?.faults).toMatchObject([{ line: 1, fault: 'application.helpers.fault.heading' }]);
});

test('a list of 10,002 lines is not read at all', () => {
  expect(readPeople('\n'.repeat(10_001))).toBeNull();
});
