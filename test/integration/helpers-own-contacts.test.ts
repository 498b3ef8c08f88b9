import { atomically } from '../../src/db/database.ts';
import { requestRemotely } from '../../src/mandates/request-remotely.ts';
import { giveOwnContact } from '../../src/own-space/give-own-contact.ts';
import { contactForm } from '../../src/people/forms.ts';
import type { PivotIdentity } from '../../src/people/person.ts';
import { recognisePerson } from '../../src/people/recognise-person.ts';
import { findPerson } from '../../src/people/store.ts';
import { refusedWith } from '../support/acts.ts';
import { contactsIn } from '../support/contacts.ts';
import { openRooms } from '../support/rooms.ts';
import { josephine, type TestHelper } from '../support/world.ts';

const rooms = await openRooms();
const { needs, world } = rooms;
const contacts = contactsIn(rooms);
const publicUrl = 'https://procura.example';
const propose = (draftId: string, helper: TestHelper, text: string) => contacts.propose({ draftId, helper, publicUrl }, text);

async function counter(givenName: string) {
  const helper = await world.helper();
  const identity = { ...josephine, givenName, email: `${givenName.toLowerCase()}@example.fr` };
  return { helper, draftId: (await world.identify(await world.draft({ helper }), { helper, identity })).id };
}

/** A helper has a number of their own here, as a person. */
const atHome = ({ id, givenName, familyName }: TestHelper, phoneNumber: string) => {
  const { email: _, ...pivot } = josephine;
  const identity = { ...pivot, givenName, familyName, phoneNumber };
  return atomically(needs, (work) => recognisePerson(work, { issuer: 'https://fc.example', subject: `${id} at home`, identity }));
};

const reachable = async ({ organisation }: TestHelper, phone: string) =>
  needs.db('organisations').where('id', organisation.id).update({ phone, email: 'Accueil@ccas.example' });

const askFromAfar = async (helper: TestHelper, address: string) => {
  const { id } = await world.draft({ helper });
  const asking = { draftId: id, channel: 'sms', address, helper, organisation: helper.organisation, publicUrl } as const;
  return atomically(needs, (work) => requestRemotely(work, asking));
};

async function waitingFor(helper: TestHelper, identity: PivotIdentity): Promise<string> {
  return (await world.identify(await world.draft({ helper }), { helper, identity })).personId ?? '';
}

const giveAlone = (personId: string, address: string) =>
  atomically(needs, async (work) => {
    const person = await findPerson(work.tx, work.vault, personId);
    if (!person) throw new Error('nobody');
    return giveOwnContact(work, { ...contactForm.parse({ address }).address, person, language: 'fr' });
  });

test('a helper’s own telephone, which they have here as a person, is refused: for a colleague too, at the counter and from afar', async () => {
  const { helper, draftId } = await counter('Zoé');
  const colleague = await world.helper({ organisation: helper.organisation });
  await atHome(colleague, '0639980909');
  await expect(propose(draftId, helper, '06 39 98 09 09')).rejects.toEqual(refusedWith('contact_is_helpers'));
  await expect(askFromAfar(helper, '+33639980909')).rejects.toEqual(refusedWith('contact_is_helpers'));
});

test('where the helper’s organisation is reached is refused as a person’s, at the counter and from afar', async () => {
  const { helper, draftId } = await counter('Rose');
  await reachable(helper, '0384980101');
  for (const given of ['03 84 98 01 01', 'accueil@ccas.example'])
    await expect(propose(draftId, helper, given)).rejects.toEqual(refusedWith('contact_is_helpers'));
  await expect(askFromAfar(helper, '+33384980101')).rejects.toEqual(refusedWith('contact_is_helpers'));
});

test.each<[whose: string, number: string, given: string, around: (helper: TestHelper, identity: PivotIdentity) => Promise<string>]>([
  [
    'a helper’s, under a mandate',
    '0639981001',
    '+33639981001',
    async (helper, identity) => (await world.mandate({ helper, identity })).personId,
  ],
  ['a helper’s, while a mandate is agreed', '0639981002', '+33639981002', waitingFor],
  [
    'an organisation’s, under a mandate',
    '0384981003',
    '+33384981003',
    async (helper, identity) => (await world.mandate({ helper, identity })).personId,
  ],
  ['an organisation’s mailbox', '0384981004', 'accueil@ccas.example', waitingFor],
])('from the person’s own space, %s is refused, and no code goes there', async (whose, number, given, around) => {
  const helper = await world.helper({ givenName: 'Armand', familyName: `LEBRUN ${number}` });
  await (whose.startsWith('a helper') ? atHome(helper, number) : reachable(helper, number));
  const personId = await around(helper, { ...josephine, familyName: `DUMONT ${number}`, email: 'dumont@example.fr' });
  await contacts.messages();
  await expect(giveAlone(personId, given)).rejects.toEqual(refusedWith('contact_is_helpers'));
  expect(await contacts.messages()).toEqual([]);
});

test('a helper who is nowhere around the person is anybody: their household may share a number', async () => {
  const [near, far] = [await world.helper(), await world.helper()];
  await atHome(far, '0639981005');
  const { personId } = await world.mandate({ helper: near, identity: { ...josephine, familyName: 'MARCHAND', email: 'm@example.fr' } });
  await expect(giveAlone(personId, '+33639981005')).resolves.toMatchObject({ isNew: true });
});
