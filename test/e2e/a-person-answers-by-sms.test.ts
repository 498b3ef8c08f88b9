import { randomUUID } from 'node:crypto';
import { findPerson } from '../../src/people/store.ts';
import { findMandate } from '../../src/mandates/store.ts';
import { Browser } from '../support/browser.ts';
import { contactsIn } from '../support/contacts.ts';
import { Counter, wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { josephine, type TestHelper } from '../support/world.ts';

const house = await openHouse();
const contacts = contactsIn({ needs: house.context });
const name = 'Joséphine a ST-PIERRE';
let count = 0;

/** Somebody the helper's organisation knows, with a number of their own. */
async function known(helper: TestHelper): Promise<{ number: string; id: string }> {
  const mandate = await house.world.mandate({ helper, identity: { ...josephine, givenName: `Joséphine ${'abcdefgh'.charAt(count++)}` } });
  const person = await findPerson(house.context.db, house.context.vault, mandate.personId);
  if (!person) throw new Error('nobody');
  const number = `+336399830${String(10 + count)}`;
  await contacts.confirmed(person, number);
  await house.takeMessages();
  return { number, id: person.id };
}

const answer = (from: string, text: string) =>
  fetch(`${house.url}/api/v1/sms`, {
    method: 'POST',
    headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
    body: JSON.stringify({ id: randomUUID(), from, text }),
  });

test('asked by SMS, she answers from her old telephone; the helper sees it and signs', async () => {
  const counter = new Counter(house, await house.world.helper());
  await counter.signIn();
  const { number } = await known(counter.helper);
  const draft = await counter.draft();
  const ways = await counter.browser.open(`${draft.url}/request`);
  expect(wordsOf(ways)).toContain('Lui demander par SMS');
  const list = await counter.browser.open(`${draft.url}/sms?q=pierre`);
  expect(wordsOf(list)).toContain(name);
  expect(list.text).not.toContain(number.slice(-4));

  const waiting = await counter.browser.submit(list, '/question');
  expect(waiting.url).toMatch(/\/waiting$/);
  expect(wordsOf(waiting)).toContain('La demande part par SMS');
  const [recap, question] = (await house.takeMessages()).map(({ text }) => text);
  expect(recap).toContain('Social, santé');
  expect(question).toContain('Répondez OUI ou NON');
  expect(wordsOf(await counter.browser.open(waiting.url))).toContain('Elle n’a pas encore répondu');

  expect((await answer(number, 'bonjour')).status).toBe(202);
  expect(wordsOf(await counter.browser.open(waiting.url))).toContain('seconde et dernière fois');
  await answer(number, 'Oui');
  const signature = await counter.browser.open(draft.url);
  expect(signature.url).toMatch(/\/signature$/);
  const mandate = await counter.sign(signature);
  expect(wordsOf(mandate)).toContain(`Mandat de ${name}`);
  expect(await findMandate(house.context.db, draft.url.slice(-36))).toMatchObject({ revokedAt: null });
});

test('two answers that say neither: the helper reads why it ended', async () => {
  const counter = new Counter(house, await house.world.helper());
  await counter.signIn();
  const { number } = await known(counter.helper);
  const draft = await counter.draft();
  await counter.browser.submit(await counter.browser.open(`${draft.url}/sms`), '/question');
  await house.takeMessages();
  for (const text of ['quoi ?', 'pardon ?']) await answer(number, text);
  const end = await counter.browser.open(draft.url);
  expect(wordsOf(end)).toContain('La personne n’a pas répondu clairement');
});

test('a link sent before the SMS is dead: whoever holds it cannot take her place', async () => {
  const counter = new Counter(house, await house.world.helper());
  await counter.signIn();
  await known(counter.helper);
  const draft = await counter.draft();
  await counter.browser.submit(await counter.browser.open(`${draft.url}/request`), '/request', { fields: { address: 'x@example.fr' } });
  const link = /https?:\S+\/requests\/[\w-]{43}/.exec((await house.takeMessages())[0]?.text ?? '')?.[0] ?? '';
  await counter.browser.submit(await counter.browser.open(`${draft.url}/sms`), '/question');
  expect((await new Browser().open(link)).status).toBe(410);
  expect((await counter.browser.open(`${draft.url}/sms`)).url).toMatch(/\/waiting$/);
});

test.each(['', 'nobody', randomUUID()])('somebody who is not on the list (« %s ») cannot be asked', async (person) => {
  const counter = new Counter(house, await house.world.helper());
  await counter.signIn();
  await known(counter.helper);
  const draft = await counter.draft();
  const sent = await counter.browser.submit(await counter.browser.open(`${draft.url}/sms`), '/question', { fields: { person } });
  expect(sent.status).toBe(409);
  expect(wordsOf(sent)).toContain('Cette personne ne peut pas répondre par SMS');
  expect(await house.takeMessages()).toEqual([]);
});
