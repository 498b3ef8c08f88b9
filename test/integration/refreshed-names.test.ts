import { atomically } from '../../src/db/database.ts';
import { Refusal } from '../../src/errors.ts';
import { allLanguages } from '../../src/http/languages.ts';
import { translator } from '../../src/http/texts.ts';
import { ownSpaceReception } from '../../src/identity/sign-in-person.ts';
import { readEntries } from '../../src/journal/read-entries.ts';
import { keepingFindable } from '../../src/mandates/keep-findable.ts';
import { listOfOrganisation } from '../../src/mandates/list-store.ts';
import { viewMandate } from '../../src/mandates/view-mandate.ts';
import { chooseLanguage } from '../../src/people/choose-language.ts';
import type { PivotIdentity } from '../../src/people/person.ts';
import { recognisePerson } from '../../src/people/recognise-person.ts';
import { findPerson } from '../../src/people/store.ts';
import { refusedWith } from '../support/acts.ts';
import { contactsIn } from '../support/contacts.ts';
import { openRooms } from '../support/rooms.ts';
import { josephine } from '../support/world.ts';

const rooms = await openRooms();
const { needs, clock, world } = rooms;
const { messages } = contactsIn(rooms);
const reception = keepingFindable(ownSpaceReception({ ownIdpId: 'procura' }));
let count = 0;

const vouchedFor = (identity: PivotIdentity) => ({ issuer: 'https://fc.example', subject: `${identity.givenName} ST-PIERRE`, identity });

/** Somebody with a mandate, and what FranceConnect says of them the next time they come. */
async function known() {
  const name = `Joséphine ${'abcdefghijklmnopqrstuvwxyz'.charAt(count)}`;
  count += 1;
  const before: PivotIdentity = { ...josephine, givenName: name, email: `j${String(count)}@example.fr` };
  const helper = await world.helper();
  const mandate = await world.mandate({ helper, identity: before });
  const comesBack = (identity: PivotIdentity) => {
    const errand = { draftId: null, returnsTo: null, beside: null, language: 'fr', idpId: null, acr: 'eidas1' } as const;
    return atomically(needs, (work) => reception.receive(work, { ...errand, ...vouchedFor(identity), authTime: work.at }));
  };
  await messages();
  return { before, helper, mandate, comesBack, personId: mandate.personId };
}

/** What an organisation finds by a name. */
async function found(organisationId: string, search: string): Promise<string[]> {
  const lines = await listOfOrganisation(needs.db, needs.vault, { organisationId, at: clock.now(), active: true, search, limit: 5 });
  return lines.map(({ person }) => person.identity.familyName);
}

test.each(allLanguages)('a name that FranceConnect corrected is told where the person was reached until then, in %s', async (language) => {
  const { before, comesBack, personId } = await known();
  const person = await findPerson(needs.db, needs.vault, personId);
  if (!person) throw new Error('nobody');
  await atomically(needs, (work) => chooseLanguage(work, { person, language }));
  await comesBack({ ...before, familyName: 'MARTIN', email: 'another@example.fr' });
  const sent = await messages();
  expect(sent).toMatchObject([{ to: before.email, subject: translator(language)('message.refreshed.title') }]);
  expect(JSON.stringify(sent)).not.toMatch(/MARTIN|ST-PIERRE/);
});

test.each<[string, Partial<PivotIdentity>]>([
  ['nothing', {}],
  ['an address alone', { email: 'moved@example.fr' }],
])('when %s changed, nothing is said of their identity', async (_what, change) => {
  const { before, comesBack } = await known();
  await comesBack({ ...before, ...change });
  expect(await messages()).toEqual([]);
});

test('the change is in their record, with which particulars changed and none of their values', async () => {
  const { before, comesBack, personId } = await known();
  await comesBack({ ...before, familyName: 'MARTIN' });
  const entries = await readEntries(needs, { personId }, { limit: 2, before: null });
  expect(entries.map(({ event }) => event)).toEqual(['person_signed_in', 'person_refreshed']);
  expect(entries[1]?.fields).toMatchObject({ changed: ['familyName'] });
});

test('told and changed, or neither: a refusal after it leaves the former name and no message', async () => {
  const { before, comesBack, personId } = await known();
  await expect(comesBack({ ...before, familyName: 'MARTIN', birthdate: '2015-01-01' })).rejects.toEqual(refusedWith('person_is_minor'));
  const failing = atomically(needs, async (work) => {
    await recognisePerson(work, vouchedFor({ ...before, familyName: 'MARTIN' }));
    throw new Refusal('mandate_unknown');
  });
  await expect(failing).rejects.toEqual(refusedWith('mandate_unknown'));
  expect((await findPerson(needs.db, needs.vault, personId))?.identity.familyName).toBe('ST-PIERRE');
  expect(await messages()).toEqual([]);
});

test('the helper reads the former name in what was agreed to, the present one elsewhere, and finds the person by it', async () => {
  const { before, helper, mandate, comesBack } = await known();
  const { organisation } = helper;
  expect(await found(organisation.id, 'st-pierre')).toEqual(['ST-PIERRE']);
  await comesBack({ ...before, familyName: 'MARTIN' });
  const view = await atomically(needs, (work) => viewMandate(work, { mandateId: mandate.id, helper, organisation }));
  expect(view.person.identity.familyName).toBe('MARTIN');
  expect(JSON.stringify(view.terms)).toContain('ST-PIERRE');
  expect(JSON.stringify(view.terms)).not.toContain('MARTIN');
  expect([await found(organisation.id, 'mart'), await found(organisation.id, 'st-pierre')]).toEqual([['MARTIN'], []]);
});
