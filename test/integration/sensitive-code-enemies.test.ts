import { hour, minute } from '../../src/clock.ts';
import { refusedWith } from '../support/acts.ts';
import { openRooms } from '../support/rooms.ts';
import { otherThan, sensitiveIn } from '../support/sensitive.ts';

const rooms = await openRooms();
const client = await rooms.world.client({ sensitiveActs: ['payment', 'bank_details_change'] });
const { clock } = rooms;
const { arrive, ask, confirm, take } = sensitiveIn(rooms, client);

test('a code is good for five minutes and not a second more', async () => {
  const late = await arrive();
  const code = await ask(late);
  clock.forward(5 * minute);
  expect(await confirm(late, code)).toBe('confirmation_spent');
  const inTime = await arrive();
  const second = await ask(inTime);
  clock.forward(5 * minute - 1_000);
  expect(await confirm(inTime, second)).toBeNull();
  clock.forward(5 * minute);
  await expect(take(inTime)).rejects.toEqual(refusedWith('confirmation_required'));
});

test('a code confirms once, and a confirmation serves one use', async () => {
  const act = await arrive();
  const code = await ask(act);
  await confirm(act, code);
  expect(await confirm(act, code)).toBe('confirmation_spent');
  await take(act);
  await expect(take(act)).rejects.toEqual(refusedWith('confirmation_required'));
});

test('a newer code takes the place of the former', async () => {
  const act = await arrive();
  const former = await ask(act);
  clock.forward(1_000);
  const newer = await ask(act);
  if (former !== newer) expect(await confirm(act, former)).toBe('confirmation_wrong');
  expect(await confirm(act, newer)).toBeNull();
});

test('guessing ends after five tries, and the fourth question of the hour is the last', async () => {
  const act = await arrive();
  for (let question = 0; question < 4; question++) {
    const code = await ask(act);
    clock.forward(1_000);
    const wrong = otherThan(code);
    for (let time = 0; time < 5; time++) expect(await confirm(act, wrong)).toBe('confirmation_wrong');
    expect(await confirm(act, code)).toBe('confirmation_spent');
  }
  await expect(ask(act)).rejects.toEqual(refusedWith('too_many_requests'));
  clock.forward(hour);
  await expect(ask(act)).resolves.toMatch(/^\d{6}$/);
});

(rooms.isServer ? test : test.skip)(
  'twelve questions asked at once are four: nobody is flooded, and guessing does not get more tries',
  async () => {
    const act = await arrive();
    const asked = await Promise.allSettled(Array.from({ length: 12 }, () => ask(act)));
    const refused = asked.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
    expect(refused).toEqual(Array.from({ length: 8 }, () => refusedWith('too_many_requests')));
  },
);

test('five wrong tries at once count five', async () => {
  const act = await arrive();
  const code = await ask(act);
  const wrong = otherThan(code);
  await Promise.all(Array.from({ length: 5 }, () => confirm(act, wrong)));
  expect(await confirm(act, code)).toBe('confirmation_spent');
});
