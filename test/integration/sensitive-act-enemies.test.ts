import { randomBytes } from 'node:crypto';
import { atomically } from '../../src/db/database.ts';
import { discloseUse } from '../../src/mandates/disclose-use.ts';
import { addContact } from '../../src/people/add-contact.ts';
import { setConfirmed } from '../../src/people/contact-store.ts';
import { findPerson } from '../../src/people/store.ts';
import { refusedWith } from '../support/acts.ts';
import { confirmNumber, takeMessages } from '../support/confirming.ts';
import { openRooms } from '../support/rooms.ts';
import { josephine } from '../support/world.ts';
import { type Act, sensitiveIn } from '../support/sensitive.ts';

const rooms = await openRooms();
const client = await rooms.world.client({ sensitiveActs: ['payment', 'bank_details_change'] });
const { needs, clock, world } = rooms;
const otherClient = await world.client({ sensitiveActs: ['payment'] });
const { arrive, ask, confirm, take } = sensitiveIn(rooms, client);

test('without the person’s confirmation the use is refused; with it, it is not', async () => {
  const act = await arrive();
  await expect(take(act)).rejects.toEqual(refusedWith('confirmation_required'));
  const code = await ask(act);
  await expect(take(act)).rejects.toEqual(refusedWith('confirmation_required'));
  expect(await confirm(act, code)).toBeNull();
  await expect(take(act)).resolves.toMatchObject({ use: { sensitiveActs: ['payment'] } });
});

const thieves: readonly (readonly [of: string, change: (act: Act) => Promise<Partial<Act>>])[] = [
  ['another act', () => Promise.resolve({ acts: ['bank_details_change'] })],
  ['one act more', () => Promise.resolve({ acts: ['bank_details_change', 'payment'] })],
  ['another procedure', () => Promise.resolve({ procedure: 'logement' })],
  ['another service', () => Promise.resolve({ client: otherClient })],
  ['another request', () => Promise.resolve({ requestHash: randomBytes(32) })],
  ['another mandate', async ({ helper }) => ({ mandate: await world.mandate({ helper, procedures: ['papiers'] }) })],
  ['a colleague', async ({ helper }) => ({ helper: await world.helper({ organisation: helper.organisation }) })],
];

test.each(thieves)('a code is worth nothing for %s, and neither is its confirmation', async (_what, change) => {
  const act = await arrive();
  const code = await ask(act);
  const other = { ...act, ...(await change(act)) };
  expect(await confirm(other, code)).toBe('confirmation_spent');
  const honest = await arrive();
  expect(await confirm(honest, await ask(honest))).toBeNull();
  const stolen = { ...honest, ...(await change(honest)) };
  await expect(take(stolen)).rejects.toEqual(refusedWith('confirmation_required'));
});

test('nobody is asked for what would be refused anyway', async () => {
  const act = await arrive();
  await needs.db('helpers').where('id', act.helper.id).update({ suspended_at: clock.now() });
  await expect(ask(act)).rejects.toEqual(refusedWith('helper_suspended'));
  expect(await takeMessages(needs)).toEqual([]);
});

test('another organisation’s mandate does not exist, to ask or to answer', async () => {
  const { mandate } = await arrive();
  const act = { ...(await arrive()), mandate };
  await expect(ask(act)).rejects.toEqual(refusedWith('mandate_unknown'));
  await expect(confirm(act, '123456')).rejects.toEqual(refusedWith('mandate_unknown'));
});

test('a helper’s own mailbox never gets the code, even when it was confirmed as the person’s', async () => {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper });
  await atomically(needs, async (work) => {
    const person = await findPerson(work.tx, work.vault, mandate.personId);
    if (!person) throw new Error('nobody');
    const contact = { channel: 'email', address: helper.email, person, by: { origin: 'person' }, isHelpers: false } as const;
    const { id } = await addContact(work, contact);
    await setConfirmed(work.tx, id, work.at);
  });
  const act = { ...(await arrive()), helper, mandate };
  await needs.db('contacts').where('channel', 'sms').delete();
  await expect(ask(act)).rejects.toEqual(refusedWith('confirmation_shared'));
});

test('a number that another person confirmed too gets no code: whoever holds it may be collecting those of everybody they help', async () => {
  const act = await arrive();
  const other = { mandate: await world.mandate({ helper: act.helper, identity: { ...josephine, familyName: 'BLANC' } }) };
  await confirmNumber(needs, other.mandate.personId, act.number);
  await needs.db('contacts').where('person_id', other.mandate.personId).update({ confirmed_at: null });
  await expect(ask(act)).resolves.toMatch(/^\d{6}$/); // what nobody confirmed takes nothing from anybody
  await needs.db('contacts').where('person_id', other.mandate.personId).update({ confirmed_at: clock.now() });
  await expect(ask(act)).rejects.toEqual(refusedWith('confirmation_shared'));
  await needs.db('contacts').where({ person_id: other.mandate.personId, channel: 'email' }).update({ confirmed_at: null });
  await needs.db('contacts').where({ person_id: act.mandate.personId, channel: 'email' }).update({ confirmed_at: clock.now() });
  await expect(ask(act)).resolves.toMatch(/^\d{6}$/); // they have an address that is theirs alone, as their page asks of them
});

test('what a helper typed and nobody confirmed never gets the code', async () => {
  const act = await arrive();
  await needs.db('contacts').update({ confirmed_at: null });
  await expect(ask(act)).rejects.toEqual(refusedWith('confirmation_impossible'));
});

test('the door asks again: a use whose confirmation is gone gives no identity', async () => {
  const act = await arrive();
  await confirm(act, await ask(act));
  const { use } = await take(act);
  const disclose = () => atomically(needs, (work) => discloseUse(work, { useId: use.id, client, door: 'token' }));
  await expect(disclose()).resolves.toMatchObject({ use: { id: use.id } });
  await needs
    .db('uses')
    .where('id', use.id)
    .update({ sensitive_acts: ['payment', 'bank_details_change'] });
  await expect(disclose()).rejects.toEqual(refusedWith('confirmation_required'));
});

test('the code stands nowhere in clear: neither in the database nor in the journal', async () => {
  const act = await arrive();
  const code = await ask(act);
  const { rows } = await needs.db.raw<{ rows: unknown[] }>('select print, acts from confirmations');
  expect(JSON.stringify(rows)).not.toContain(code);
});
