import { atomically } from '../../src/db/database.ts';
import { readStopCode } from '../../src/mandates/keep-stop-code.ts';
import { formatStopCode, newStopCode } from '../../src/mandates/stop-code.ts';
import { findMandate } from '../../src/mandates/store.ts';
import { findPerson } from '../../src/people/store.ts';
import { openHouse } from '../support/house.ts';

const house = await openHouse();
let count = 0;

const post = (body: unknown, { authorization = 'Bearer token', type = 'application/json' } = {}) =>
  fetch(`${house.url}/api/v1/sms`, {
    method: 'POST',
    headers: { ...(authorization !== '' && { authorization }), 'content-type': type },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const sms = (facts: object = {}) => ({ from: '+33639980101', text: 'Bonjour', id: `gateway-${String(++count)}`, ...facts });

test('the gateway is let in, without session or form', async () => {
  const answer = await post(sms());
  expect(answer.status).toBe(202);
  expect(answer.headers.get('set-cookie')).toBeNull();
});

test.each(['', 'Bearer', 'Bearer wrong', 'token', 'Basic dG9rZW46', 'bearer token ', 'Bearer token2'])(
  'one who shows %j is not',
  async (authorization) => {
    const answer = await post(sms({ text: 'secret' }), { authorization });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  },
);

test.each([
  ['not JSON', '{"from":'],
  ['a list', []],
  ['no number', { text: 'a', id: 'x' }],
  ['a number that is none', sms({ from: '12' })],
  ['two numbers', sms({ from: ['+33639980101', '+33639980102'] })],
  ['a name for a number', sms({ from: 'Orange' })],
  ['no id', sms({ id: '' })],
  ['an id with a line end', sms({ id: 'a\nb' })],
  ['a text that is none', sms({ text: { $ne: null } })],
  ['a text without end', sms({ text: 'x'.repeat(1_601) })],
])('%s: refused as malformed, with nothing of what was sent', async (_what, body) => {
  const answer = await post(body);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toEqual({ error: 'input_malformed' });
});

test('a body of more than 16 kB is refused before it is read', async () => {
  expect((await post(sms({ text: 'x'.repeat(20_000) }))).status).toBe(413);
});

test('odd text is harmless: bidi controls, zero bytes, markup, emoji', async () => {
  for (const text of ['\u202eSTOP\u202c', 'a\u0000b', '<b>oui</b>', '🙂'.repeat(70), "'; drop table people; --", '%s%n', '\ud800'])
    expect([text, (await post(sms({ text }))).status]).toEqual([text, 202]);
});

test('a number that floods us is made to wait, others are not', async () => {
  const from = '+33639989999';
  const answers = await Promise.all(Array.from({ length: 35 }, () => post(sms({ from }))));
  const late = answers.filter(({ status }) => status === 429);
  expect(late).toHaveLength(5);
  expect(late[0]?.headers.get('retry-after')).toMatch(/^\d+$/);
  expect((await post(sms({ from: '+33639989998' }))).status).toBe(202);
});

test('a right stop code is taken even from a number that floods us; a wrong one waits', async () => {
  const from = '+33639989997';
  const { id, personId } = await house.world.mandate({ helper: await house.world.helper() });
  const code = await atomically(house.context, async (work) => {
    const person = await findPerson(work.tx, work.vault, personId);
    return formatStopCode((person && (await readStopCode(work, { mandateId: id, person }))) ?? '');
  });
  await Promise.all(Array.from({ length: 30 }, () => post(sms({ from }))));
  expect((await post(sms({ from, text: `STOP ${formatStopCode(newStopCode())}` }))).status).toBe(429);
  expect((await post(sms({ from, text: `STOP ${code}` }))).status).toBe(202);
  expect((await findMandate(house.context.db, id))?.revokedAt).not.toBeNull();
});

test('neither the number nor the words are in the log', () => {
  expect(house.logged()).not.toMatch(/33639989|Bonjour|secret/);
});
