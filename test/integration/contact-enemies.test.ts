import { contactForm } from '../../src/people/forms.ts';
import { refusedWith } from '../support/acts.ts';
import { contactsIn } from '../support/contacts.ts';
import { openRooms } from '../support/rooms.ts';
import { josephine, type TestHelper } from '../support/world.ts';

const rooms = await openRooms();
const { needs, world } = rooms;
const contacts = contactsIn(rooms);
const publicUrl = 'https://procura.example';

async function counter(givenName = 'Lucie') {
  const helper = await world.helper();
  return { helper, draftId: await identified(helper, givenName) };
}

async function identified(helper: TestHelper, givenName: string): Promise<string> {
  const identity = { ...josephine, givenName, email: `${givenName.toLowerCase()}@example.fr` };
  return (await world.identify(await world.draft({ helper }), { helper, identity })).id;
}

const propose = (draftId: string, helper: TestHelper, text: string) => contacts.propose({ draftId, helper, publicUrl }, text);

test.each([
  ['their own mailbox', (helper: TestHelper) => helper.email],
  ['their own mailbox in capitals', (helper: TestHelper) => helper.email.toUpperCase()],
  ['their own mailbox with a plus', (helper: TestHelper) => helper.email.replace('@', '+lucie@')],
])('a helper who gives %s as the person’s is refused', async (_what, address) => {
  const { helper, draftId } = await counter();
  await expect(propose(draftId, helper, address(helper))).rejects.toEqual(refusedWith('contact_is_helpers'));
});

test('a helper who gives a colleague’s mailbox is refused', async () => {
  const [{ helper, draftId }, colleague] = [await counter(), await world.helper()];
  await expect(propose(draftId, helper, colleague.email)).rejects.toEqual(refusedWith('contact_is_helpers'));
});

test('a helper who gives one number for several persons is seen: it is recorded', async () => {
  const { helper, draftId } = await counter('Anne');
  expect(await propose(draftId, helper, '06 39 98 07 07')).toMatchObject({ sharing: 0 });
  expect(await propose(await identified(helper, 'Berthe'), helper, '+33 6 39 98 07 07')).toMatchObject({ isNew: true, sharing: 1 });
  const { rows } = await needs.db.raw<{ rows: unknown[] }>(`select 1 from journal.entries where event = 'contact_shared'`);
  expect(rows).toHaveLength(1);
});

test('a helper cannot give an address on another’s draft, nor before the person is there', async () => {
  const [{ draftId }, other] = [await counter(), await world.helper()];
  await expect(propose(draftId, other, '0639980101')).rejects.toEqual(refusedWith('draft_unknown'));
  const early = await world.draft({ helper: other });
  await expect(propose(early.id, other, '0639980101')).rejects.toEqual(refusedWith('draft_in_another_state'));
});

test('what is sent to an address a helper typed names neither the person nor a code', async () => {
  const { helper, draftId } = await counter('Odile');
  await contacts.messages();
  await propose(draftId, helper, 'voisine@example.fr');
  const [message, ...others] = await contacts.messages();
  expect(others).toEqual([]);
  expect(message?.text).toContain(`${publicUrl}/me/contacts`);
  expect(JSON.stringify(message)).not.toMatch(/Odile|ST-PIERRE|\b\d{6}\b/);
});

test('a number is typed once however it is written, and nobody is given more than six', async () => {
  const person = await contacts.person('many');
  const { id } = await contacts.add(person, '06.39.98.01.00');
  expect(await contacts.add(person, '+33 (0)6 39 98 01 00')).toMatchObject({ id, isNew: false });
  for (let number = 1; number < 6; number++) await contacts.add(person, `+3363998010${String(number)}`);
  await expect(contacts.add(person, '+33639980109')).rejects.toEqual(refusedWith('contacts_too_many'));
});

test.each([
  '',
  'josephine',
  '@',
  'a@b',
  '12',
  '+33',
  '06 39 98',
  'x@y.fr\r\nBcc: z@y.fr',
  '\u202e06 39 98 01 01',
  '<b>@y.fr',
  '0639980101,0639980102',
])('neither an address nor a number: %j', (address) => {
  expect(contactForm.safeParse({ address }).success).toBe(false);
});
