import { day } from '../../src/clock.ts';
import { openInquiry } from '../../src/cases/open-inquiry.ts';
import { remindManagers } from '../../src/cases/remind-managers.ts';
import { atomically } from '../../src/db/database.ts';
import { readEntries } from '../../src/journal/read-entries.ts';
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

const over = 'Un dossier de votre structure est terminé';

test('the managers are mailed when a case of theirs is over, by the person or by a supervisor, and not a word of whose it is', async () => {
  const scene = await cases.arrive();
  const { email } = scene.manager.role === 'manager' ? scene.manager.helper : scene.helper;
  await cases.act(await cases.open(scene), scene.contester, 'withdraw', null);
  const two = await cases.open(scene);
  await cases.act(two, scene.supervisor, 'take', null);
  await cases.act(two, scene.supervisor, 'close');
  const mails = (await messages()).filter(({ to, subject }) => to === email && subject === over);
  expect(mails).toHaveLength(2);
  expect(mails.map(({ text }) => text).join()).toContain(`/manager/cases/${two.id}`);
  expect(mails.map(({ text }) => text).join()).not.toMatch(/Joséphine|ST-PIERRE|papiers|no_fault/i);
  const [entry] = await readEntries(needs, { mandateId: scene.mandate.id }, { limit: 1 });
  expect(entry).toMatchObject({ event: 'case_closed', fields: { managers: 1 } });
});

test('of a case nobody told them of, of one that is still proposed, and of one about themselves, managers are not mailed', async () => {
  const scene = await cases.arrive();
  await cases.asManager(scene.helper);
  const silent = await atomically(needs, (work) =>
    openInquiry(work, { origin: 'report', cause: null, about: { useId: scene.use.id }, words: 'À vérifier.', by: null }),
  );
  if (!silent) throw new Error('no case');
  await cases.act(silent, scene.supervisor, 'close');
  const proposed = await cases.open(scene);
  await cases.act(proposed, scene.supervisor, 'take', null);
  await cases.act(proposed, scene.supervisor, 'propose');
  expect((await messages()).filter(({ subject }) => subject === over)).toEqual([]);
  await cases.act(proposed, { ...scene.supervisor, helper: await rooms.world.helper() } as typeof scene.supervisor, 'confirm', null);
  const told = (await messages()).filter(({ subject }) => subject === over).map(({ to }) => to);
  expect(told).toEqual([scene.manager.role === 'manager' && scene.manager.helper.email]);
});

(isServer ? test : test.skip)('several instances at once mail once', async () => {
  const scene = await cases.arrive();
  await cases.open(scene);
  const sent = await Promise.all(Array.from({ length: 4 }, () => remindManagers(told)));
  expect(sent.reduce((sum, one) => sum + one, 0)).toBe(1);
});
