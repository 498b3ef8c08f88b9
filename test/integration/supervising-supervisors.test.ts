import { randomUUID } from 'node:crypto';
import { after, day } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { listEntries } from '../../src/journal/store.ts';
import { giveReason } from '../../src/supervision/give-reason.ts';
import { openMandate } from '../../src/supervision/open-under-reason.ts';
import { listSupervisors } from '../../src/supervision/oversight-store.ts';
import type { Supervising } from '../../src/supervision/supervising.ts';
import { watchSupervisor } from '../../src/supervision/watch-supervisor.ts';
import { refusedWith } from '../support/acts.ts';
import { appointOmbudsman, appointSupervisor } from '../support/appointed.ts';
import { casesIn } from '../support/cases.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();
const { needs, clock } = rooms;
const cases = casesIn(rooms);
const year = () => after(clock.now(), -366 * day);
const stated = { purpose: 'quality_review', caseReference: 'D-2026-12', reason: 'Contrôle de routine du territoire.' } as const;

async function looking(who: Supervising, times: number): Promise<void> {
  await atomically(needs, (work) => giveReason(work, { supervisor: who, ...stated }));
  const { mandate } = await cases.arrive();
  for (let n = 0; n < times; n += 1) await atomically(needs, (work) => openMandate(work, { supervisor: who, mandateId: mandate.id }));
}

const figuresOf = async ({ helper }: Supervising) => (await listSupervisors(needs.db, year())).find(({ id }) => id === helper.id);

test('looks, persons, reasons and cases are counted for each supervisor, the ombudsman among them', async () => {
  const supervisor: Supervising = { helper: await appointSupervisor(needs, '*'), territories: ['*'] };
  const ombudsman: Supervising = { helper: await appointOmbudsman(needs, '*'), territories: ['*'] };
  await looking(supervisor, 3);
  await looking(ombudsman, 1);
  const one = await cases.open(await cases.arrive());
  await cases.act(one, { role: 'supervisor', ...supervisor }, 'take', null);
  expect(await figuresOf(supervisor)).toMatchObject({ looks: 3, persons: 1, reasons: 1, cases: 1, isOmbudsman: false });
  expect(await figuresOf(ombudsman)).toMatchObject({ looks: 1, reasons: 1, cases: 0, isOmbudsman: true });
});

test('the ombudsman reads the reasons in the supervisor’s words, how many looks each served for, and is recorded first', async () => {
  const supervisor: Supervising = { helper: await appointSupervisor(needs, '*'), territories: ['*'] };
  const ombudsman = await appointOmbudsman(needs, '*');
  await looking(supervisor, 2);
  const watched = await atomically(needs, (work) =>
    watchSupervisor(work, { ombudsman, supervisorId: supervisor.helper.id, since: year() }),
  );
  expect(watched.reasons).toMatchObject([{ ...stated, looks: 2 }]);
  expect((await listEntries(needs.db, { helperId: ombudsman.id }, { limit: 1 }))[0]).toMatchObject({ event: 'supervisor_watched' });
});

test('only supervisors are watched here: a helper, an operator and nobody are the same answer', async () => {
  const ombudsman = await appointOmbudsman(needs, '*');
  const { helper } = await cases.arrive();
  for (const supervisorId of [helper.id, randomUUID()])
    await expect(atomically(needs, (work) => watchSupervisor(work, { ombudsman, supervisorId, since: year() }))).rejects.toEqual(
      refusedWith('account_unknown'),
    );
});
