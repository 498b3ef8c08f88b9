import type { Work } from '../../src/db/database.ts';
import { suspend } from '../../src/supervision/suspend.ts';
import { refusedWith } from '../support/acts.ts';
import { meeting } from '../support/meeting.ts';
import { openRooms } from '../support/rooms.ts';
import { suspenderIn } from '../support/suspending.ts';

const rooms = await openRooms();
const { needs, world } = rooms;
const crossing = rooms.isServer ? test : test.skip; // the embedded engine does one transaction after the other
const [one, other] = [await suspenderIn(rooms, '*'), await suspenderIn(rooms, '*')];
const done = { status: 'fulfilled' };

crossing('two supervisors suspend a relying party at once: one does, the other is told that it is done', async () => {
  const { id } = await world.client();
  const hold = ({ tx }: Work) => tx('clients').where('id', id).forShare().first('id');
  const suspending = [() => one.suspend('client', id), () => other.suspend('client', id)];
  const answers = await meeting(needs, hold, suspending);
  expect(answers).toContainEqual({ status: 'rejected', reason: refusedWith('suspended_already') });
  expect(answers).toContainEqual(expect.objectContaining(done));
});

crossing('a supervisor lifts a suspension while another suspends anew: it is lifted', async () => {
  const { id: target } = await world.organisation();
  const id = await one.suspend('organisation', target);
  const hold = ({ tx }: Work) => tx('organisations').where('id', target).forUpdate().first('id');
  const again = { supervisor: other.supervisor, kind: 'organisation', target, reason: 'Contrôle.', tells: false } as const;
  const refused = (work: Work) => expect(suspend(work, again)).rejects.toEqual(refusedWith('suspended_already'));
  expect(await meeting(needs, hold, [() => one.lift(id)], refused)).toMatchObject([done]);
});
