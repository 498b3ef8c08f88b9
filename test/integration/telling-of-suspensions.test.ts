import { tellSuspensions } from '../../src/supervision/tell-suspensions.ts';
import { actsIn } from '../support/acts.ts';
import { kindsFor } from '../support/managing.ts';
import { openRooms } from '../support/rooms.ts';
import { suspenderIn } from '../support/suspending.ts';
import { josephine, type TestHelper } from '../support/world.ts';

const rooms = await openRooms();
const { needs, world } = rooms;
const { use } = actsIn(rooms);
const national = await suspenderIn(rooms, '*');
const house = { ...needs, publicUrl: 'https://procura.example' };

/** Gives a mandate, and the helper took it up once; how to read what they are sent. */
async function concerned(helper: TestHelper, givenName: string, language: 'fr' | 'ar' | 'uk' | 'pt') {
  const identity = { ...josephine, givenName, email: `${givenName}@example.fr` };
  const mandate = await world.mandate({ helper, identity, language });
  await use(mandate, { helper, client: await world.client() });
  const person = (await needs.db.select({ subjectRef: 'subject_ref' }).from('people').where('id', mandate.personId).first()) as {
    subjectRef: string;
  };
  return async () => (await kindsFor(needs, person)).filter((kind) => kind === 'halted' || kind === 'resumed');
}

const tellingOf = (target: string) =>
  needs.db
    .select({
      told: 'told',
      isTold: needs.db.raw('told_at is not null'),
      liftTold: 'lift_told',
      isLiftTold: needs.db.raw('lift_told_at is not null'),
    })
    .from('suspensions')
    .where('target', target)
    .orderBy('suspended_at') as Promise<unknown>;

test('the persons concerned are told once, each in the language of their mandate, when the supervisor decides so', async () => {
  const [helper, silent] = [await world.helper(), await world.helper()];
  const sentTo = [
    await concerned(helper, 'Paulette', 'fr'),
    await concerned(helper, 'Yamina', 'ar'),
    await concerned(helper, 'Olena', 'uk'),
  ];
  const untold = await concerned(silent, 'Armand', 'fr');
  await national.suspend('organisation', helper.organisation.id, { tells: true });
  await national.suspend('organisation', silent.organisation.id);
  await Promise.all([tellSuspensions(house), tellSuspensions(house)]);
  expect(await tellSuspensions(house)).toBe(0);
  expect(await Promise.all(sentTo.map((sent) => sent()))).toEqual([['halted'], ['halted'], ['halted']]);
  expect(await untold()).toEqual([]);
  expect(await tellingOf(helper.organisation.id)).toEqual([{ told: 3, isTold: true, liftTold: 0, isLiftTold: false }]);
});

test.each(['helper', 'organisation'] as const)(
  'when a suspended %s may act again they are told so, once, if the supervisor decides so',
  async (kind) => {
    const helper = await world.helper();
    const sent = await concerned(helper, `Fatima${kind}`, 'pt');
    const target = kind === 'helper' ? helper.id : helper.organisation.id;
    const stopAndLift = async (tells: boolean) => {
      const id = await national.suspend(kind, target, { tells: true });
      await tellSuspensions(house);
      await national.lift(id, { tells });
      await Promise.all([tellSuspensions(house), tellSuspensions(house)]);
    };
    await stopAndLift(true);
    expect(await sent()).toEqual(['halted', 'resumed']);
    await stopAndLift(false);
    expect(await sent()).toEqual(['halted', 'resumed', 'halted']);
    expect(await tellSuspensions(house)).toBe(0);
  },
);

test('who was not told of a suspension yet is not told of it once it is lifted', async () => {
  const helper = await world.helper();
  const sent = await concerned(helper, 'Rosa', 'pt');
  await national.lift(await national.suspend('helper', helper.id, { tells: true }), { tells: true });
  await tellSuspensions(house);
  expect(await sent()).toEqual(['resumed']);
  expect(await tellingOf(helper.id)).toEqual([{ told: 0, isTold: true, liftTold: 1, isLiftTold: true }]);
});
