import { day } from '../../src/clock.ts';
import { remindManagers } from '../../src/cases/remind-managers.ts';
import { casesIn } from '../support/cases.ts';
import { contactsIn } from '../support/contacts.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();
const { needs, clock, isServer } = rooms;
const cases = casesIn(rooms);
const { messages } = contactsIn(rooms);
const told = { ...needs, publicUrl: 'https://procura.example' };
const mails = async (to: string) => (await messages()).filter((message) => message.to === to).map(({ subject }) => subject);

test('the managers are mailed when a case waits for them, and once more three days before it is due', async () => {
  const scene = await cases.arrive();
  const one = await cases.open(scene);
  const { email } = scene.manager.role === 'manager' ? scene.manager.helper : scene.helper;
  await messages();
  expect(await remindManagers(told)).toBe(1);
  expect(await remindManagers(told)).toBe(0);
  const [mail, ...others] = (await messages()).filter(({ to }) => to === email);
  expect(others).toEqual([]);
  expect(mail).toMatchObject({ subject: 'Une contestation attend votre réponse' });
  expect(mail?.text).toContain(`/manager/cases/${one.id}`);
  expect(mail?.text).not.toMatch(/Joséphine|ST-PIERRE|papiers/i);
  clock.set(new Date((one.dueAt?.getTime() ?? 0) - 3 * day - 1));
  expect(await remindManagers(told)).toBe(0);
  clock.forward(1);
  expect(await remindManagers(told)).toBe(1);
  expect(await mails(email)).toEqual(['Une contestation attend toujours votre réponse']);
});

test('once answered, nobody is reminded', async () => {
  const scene = await cases.arrive();
  const one = await cases.open(scene);
  await remindManagers(told);
  await cases.act(one, scene.manager, 'answer');
  clock.forward(12 * day);
  expect(await remindManagers(told)).toBe(0);
});

test('the helper whom it is about is not told, were they a manager', async () => {
  const scene = await cases.arrive();
  await cases.asManager(scene.helper);
  await cases.open(scene);
  await messages();
  await remindManagers(told);
  expect(await mails(scene.helper.email)).toEqual([]);
});

(isServer ? test : test.skip)('several instances at once mail once', async () => {
  const scene = await cases.arrive();
  await cases.open(scene);
  const sent = await Promise.all(Array.from({ length: 4 }, () => remindManagers(told)));
  expect(sent.reduce((sum, one) => sum + one, 0)).toBe(1);
});
