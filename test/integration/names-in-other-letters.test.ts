import { randomUUID } from 'node:crypto';
import { hour } from '../../src/clock.ts';
import { listOfOrganisation } from '../../src/mandates/list-store.ts';
import { listAskable } from '../../src/mandates/sms-question-store.ts';
import { listUsable } from '../../src/mandates/usable-store.ts';
import { identityPrints } from '../../src/people/identity-prints.ts';
import { isSamePerson } from '../../src/people/person.ts';
import { confirmNumber } from '../support/confirming.ts';
import { openRooms } from '../support/rooms.ts';
import { josephine, type TestHelper } from '../support/world.ts';

const rooms = await openRooms();
const { needs, clock, world } = rooms;

/** What each list of an organisation's persons finds. */
async function found(helper: TestHelper, search: string): Promise<string[][]> {
  const { db, vault } = needs;
  const of = { organisationId: helper.organisation.id, at: clock.now(), search, limit: 9 };
  const names = (people: readonly { readonly person: { readonly identity: { readonly familyName: string } } }[]) =>
    people.map(({ person }) => person.identity.familyName);
  const askable = await listAskable(db, vault, { ...of, since: new Date(clock.now().getTime() - hour) });
  return [
    names(await listOfOrganisation(db, vault, { ...of, active: true })),
    names(await listUsable(db, vault, { ...of, helperId: helper.id, procedures: ['papiers'] })),
    names(askable.map((person) => ({ person }))),
  ];
}

async function known(familyName: string) {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper, identity: { ...josephine, familyName, email: `${randomUUID()}@example.fr` } });
  await confirmNumber(needs, mandate.personId);
  return { helper, mandate };
}

const letters: readonly (readonly [name: string, typed: string, asWritten: string])[] = [
  ['ĐẶNG', 'dang', 'đặng'],
  ['Łódź', 'lodz', 'łódź'],
  ['SØRENSEN', 'sorensen', 'sørensen'],
  ['Groß', 'gross', 'groß'],
  ['ÆBELØ', 'aebelo', 'æbelø'],
  ['ŒUVRARD', 'oeuvrard', 'œuvrard'],
  ['Şahınoğlu', 'sahinoglu', 'şahınoğlu'],
  ['GROSS', 'gross', 'groß'],
];

test.each(letters)('%s is found by %s, and as it is written, in each list', async (name, typed, asWritten) => {
  const { helper } = await known(name);
  for (const search of [typed, typed.slice(0, 3), asWritten, asWritten.toUpperCase(), `${asWritten} jose`])
    expect([search, await found(helper, search)]).toEqual([search, [[name], [name], [name]]]);
  for (const search of ['x', `${typed}x`]) expect([search, await found(helper, search)]).toEqual([search, [[], [], []]]);
});

test('who was printed before such letters were typed otherwise is still found as they were then', async () => {
  const { helper, mandate } = await known('ĐẶNG');
  const printedThen = (beginning: string) => needs.vault.fingerprint('name', `${helper.organisation.id}\0${beginning}`).subarray(0, 16);
  await needs.db('name_prints').where('person_id', mandate.personId).delete();
  for (const beginning of ['đ', 'đa', 'đan', 'đang', 'j', 'jo', 'jos', 'jose'])
    await needs.db('name_prints').insert({ print: printedThen(beginning), person_id: mandate.personId });
  for (const search of ['đang', 'Đặng', 'ĐẶ', 'jose Đặng']) expect(await found(helper, search)).toEqual([['ĐẶNG'], ['ĐẶNG'], ['ĐẶNG']]);
  expect(await found(helper, 'jose Đinh')).toEqual([[], [], []]);
});

test('the fingerprint of an exact identity is the one it always was: an erasure finds by it what was kept about somebody', () => {
  const then = needs.vault.fingerprint('identity', ['linh', 'đang', '1990-01-02'].join('\0'));
  const { identityPrint } = identityPrints(needs.vault, { givenName: 'Linh', familyName: 'ĐẶNG', birthdate: '1990-01-02' });
  expect(identityPrint).toEqual(then);
});

test('a helper who writes their name without such letters is still the person of that name', () => {
  const person = { ...josephine, givenName: 'Łucja Maria', familyName: 'ĐẶNG' };
  expect(isSamePerson(person, { email: 'other@ccas.example', givenName: 'Lucja', familyName: 'Dang' })).toBe(true);
  expect(isSamePerson(person, { email: 'other@ccas.example', givenName: 'Lucja', familyName: 'Dong' })).toBe(false);
});
