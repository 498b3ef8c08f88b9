import { setTimeout } from 'node:timers/promises';
import { day } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { concludeMandate } from '../../src/mandates/conclude-mandate.ts';
import { readStopCode } from '../../src/mandates/keep-stop-code.ts';
import type { Mandate } from '../../src/mandates/mandate.ts';
import { newStopCode } from '../../src/mandates/stop-code.ts';
import { stopMandate, viewStoppable } from '../../src/mandates/stop-mandate.ts';
import { findMandate } from '../../src/mandates/store.ts';
import { findPerson } from '../../src/people/store.ts';
import { actsIn, refusedWith, whoOf } from '../support/acts.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();
const { needs, db, clock, world } = rooms;
const acts = actsIn(rooms);

async function codeOf({ id, personId }: Mandate): Promise<string> {
  return atomically(needs, async (work) => {
    const person = await findPerson(work.tx, work.vault, personId);
    return (person && (await readStopCode(work, { mandateId: id, person }))) ?? '';
  });
}

const stop = (code: string) => atomically(needs, (work) => stopMandate(work, { code, channel: 'stop_code' }));
const stands = async (mandate: Mandate): Promise<string[]> =>
  ((await findMandate(db, mandate.id))?.procedures ?? []).filter(({ revokedAt }) => !revokedAt).map(({ code }) => code);

test('the code ends its mandate at once, every use under way with it, and the record says how', async () => {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper, procedures: ['papiers', 'social'] });
  const use = await acts.use(mandate, { helper, client: await world.client() });
  const [revoked] = await stop(await codeOf(mandate));
  expect(revoked?.ended).toEqual(['papiers', 'social']);
  expect((await findMandate(db, mandate.id))?.revokedAt).toEqual(clock.now());
  const { rows } = await db.raw<{ rows: { ended_at: Date | null }[] }>('select ended_at from uses where id = ?', [use.id]);
  expect(rows).toEqual([{ ended_at: clock.now() }]);
  const entries = await db.raw<{ rows: { event: string; person_id: string; helper_id: string | null }[] }>(
    `select event, person_id, helper_id from journal.entry_index where mandate_id = ? and event like '%_revoked' order by entry_id`,
    [mandate.id],
  );
  expect(entries.rows.map(({ event }) => event)).toEqual(['mandate_procedure_revoked', 'mandate_procedure_revoked', 'mandate_revoked']);
  expect(entries.rows.map(({ person_id, helper_id }) => [person_id, helper_id])).toEqual(Array(3).fill([mandate.personId, null]));
});

test('it ends its own mandate only: not one of another organisation', async () => {
  const mandate = await world.mandate({ helper: await world.helper() });
  const other = await world.mandate({ helper: await world.helper() });
  expect(other.personId).toBe(mandate.personId);
  await stop(await codeOf(mandate));
  expect(await stands(mandate)).toEqual([]);
  expect(await stands(other)).toEqual(['papiers']);
});

test('a wrong code ends nothing', async () => {
  await expect(stop(newStopCode())).rejects.toEqual(refusedWith('stop_code_unknown'));
});

test('after a renewal the old paper still stops what it covered, and nothing that was added since', async () => {
  const helper = await world.helper();
  const old = await world.mandate({ helper, procedures: ['papiers', 'social'] });
  const renewed = await world.mandate({ helper, procedures: ['papiers', 'logement'] });
  expect(await stands(old)).toEqual(['social']);
  const ended = await stop(await codeOf(old));
  expect(ended.map(({ mandate, ended: codes }) => [mandate.id, codes]).sort()).toEqual(
    [
      [old.id, ['social']],
      [renewed.id, ['papiers']],
    ].sort(),
  );
  expect(await stands(renewed)).toEqual(['logement']);
});

test('the old paper stops the renewed mandate after its own date too', async () => {
  const helper = await world.helper();
  const old = await world.mandate({ helper, duration: 'day' });
  const renewed = await world.mandate({ helper, duration: 'month' });
  clock.forward(2 * day);
  await stop(await codeOf(old));
  expect(await stands(renewed)).toEqual([]);
});

test('what the person had ended, and gave again since, is not ended by the old paper', async () => {
  const helper = await world.helper();
  const old = await world.mandate({ helper });
  await acts.revoke(old, helper);
  const again = await world.mandate({ helper });
  expect(await stop(await codeOf(old))).toEqual([]);
  expect(await stands(again)).toEqual(['papiers']);
});

test('stopping twice, or after the end, is no error and changes nothing', async () => {
  const mandate = await world.mandate({ helper: await world.helper(), duration: 'day' });
  const code = await codeOf(mandate);
  await stop(code);
  clock.forward(1);
  expect(await stop(code)).toEqual([]);
  const lapsed = await world.mandate({ helper: await world.helper(), duration: 'day' });
  clock.forward(2 * day);
  expect(await stop(await codeOf(lapsed))).toEqual([]);
  expect((await findMandate(db, lapsed.id))?.revokedAt).toBeNull();
});

test('whoever holds the code learns until when, and that nothing is left once it is done', async () => {
  const mandate = await world.mandate({ helper: await world.helper() });
  const look = () => viewStoppable(db, { mandateId: mandate.id, at: clock.now() });
  expect((await look()).runsUntil).toEqual(mandate.expiresAt);
  await stop(await codeOf(mandate));
  expect((await look()).runsUntil).toBeNull();
});

test('neither the code nor anything it could be guessed from is kept in clear', async () => {
  const mandate = await world.mandate({ helper: await world.helper() });
  const code = await codeOf(mandate);
  const { rows } = await db.raw<{ rows: { print: Buffer; code: Buffer }[] }>('select print, code from stop_codes');
  for (const row of rows) expect(Buffer.concat([row.print, row.code]).includes(code)).toBe(false);
});

const races = process.env['TEST_DATABASE_URL'] ? test : test.skip;

races('of two stops at once, one ends it and the other finds it done', async () => {
  const mandate = await world.mandate({ helper: await world.helper(), procedures: ['papiers', 'social'] });
  const code = await codeOf(mandate);
  const both = await Promise.all([stop(code), stop(code)]);
  expect(both.map((ended) => ended.length).sort()).toEqual([0, 1]);
});

races('a stop that waits behind a renewal ends what the renewal took over', async () => {
  const helper = await world.helper();
  const old = await world.mandate({ helper });
  const code = await codeOf(old);
  const draft = await acts.agreed(helper);
  const late: Promise<unknown>[] = [];
  const renewed = await atomically(needs, async (work) => {
    const { mandate } = await concludeMandate(work, whoOf(draft.id, helper));
    late.push(stop(code)); // not before: what nobody has countersigned is taken back, and nothing waits
    await setTimeout(200);
    return mandate;
  });
  await Promise.all(late);
  expect(await stands(old)).toEqual([]);
  expect(await stands(renewed)).toEqual([]);
});
