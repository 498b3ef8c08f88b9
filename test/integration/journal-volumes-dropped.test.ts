import { after, day, minute, yearsLater } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { auditJournal } from '../../src/journal/audit.ts';
import { dropDueVolume } from '../../src/journal/drop-volume.ts';
import { exportJournal } from '../../src/journal/export.ts';
import { makeReceipt } from '../../src/journal/proof.ts';
import { findCheckpointOf, findEntryId } from '../../src/journal/tree-store.ts';
import { valueFaults } from '../../src/journal/value-faults.ts';
import { firstOf } from '../../src/journal/volumes.ts';
import { openRooms } from '../support/rooms.ts';
import { logKeys, origin, Sequencing } from '../support/sequencing.ts';
import { closed, faultsOf, startClosing } from '../support/volumes.ts';

// What is left of a volume after the term, and who may take the rest away.
const rooms = await openRooms();
const { db, needs, clock, world } = rooms;
const sequencing = new Sequencing(rooms);

beforeAll(async () => {
  await world.mandate({ helper: await world.helper() });
  const sequencer = startClosing(sequencing);
  await sequencing.write(300);
  await sequencing.settled(sequencer);
  await closed(sequencing, sequencer);
  await sequencing.write(9);
  await sequencing.settled(sequencer);
  clock.forward(day);
  await closed(sequencing, sequencer);
  await sequencing.stop();
}, 60_000);

const drop = () => atomically(needs, (work) => dropDueVolume(work, { horizon: yearsLater(work.at, -5), cosignaturesNeeded: 0 }));

test('a volume is not dropped before, nor while somebody it speaks of is kept', async () => {
  await rooms.asOwner(
    'create table public.named as select entry_id, person_id from journal.entry_index; update journal.entry_index set person_id = null',
  );
  expect(await drop()).toBeNull();
  await rooms.asOwner(
    'update journal.entry_index set person_id = named.person_id from public.named where named.entry_id = entry_index.entry_id; drop table public.named',
  );
  clock.set(after(yearsLater(clock.now(), 5), minute - day)); // the second one’s term is not over
  expect(await drop()).toBeNull();
});

test('then its entries and tiles go, how it ended stays, and verification begins after it and says so', async () => {
  const old = await findEntryId(db, 3);
  const entryId = (await findEntryId(db, firstOf(1) + 1)) ?? '';
  await rooms.asOwner('update journal.entry_index set person_id = null'); // as forgetting them does
  const final = await findCheckpointOf(db, 0);
  expect(await drop()).toMatchObject({ origin, volume: 0, size: final?.size });
  expect(await drop()).toBeNull();
  const sequencer = sequencing.start();
  await sequencing.until(() => sequencer.status().size === sequencer.status().publishedSize && sequencer.status().size > 0);
  await sequencing.settled(sequencer);
  await sequencing.stop();
  expect(await faultsOf(sequencing)).toEqual([]);
  for await (const { detail } of valueFaults({ db, vault: needs.vault })) throw new Error(detail);
  const dropped: string[] = [];
  for await (const fault of auditJournal({ db, logKeys, onDropped: (volume) => dropped.push(volume.origin) }))
    throw new Error(fault.detail);
  expect(dropped).toEqual([origin]);
  expect(await findCheckpointOf(db, 0)).toEqual(final);
  expect(await makeReceipt(db, { entryId: old ?? '', disclosures: [] })).toBeNull();
  expect(await makeReceipt(db, { entryId, disclosures: [] })).not.toBeNull();
  await expect(exportJournal({ db, of: origin }).next()).rejects.toThrow('need not be kept any more');
  const { rows } = await rooms.asOwner<{ tiles: number; entries: number; checkpoints: number }>(
    `select (select count(*)::int from journal.tiles where n < 4294967296 and level = 0) as tiles,
          (select count(*)::int from journal.entries where id < 1099511627776) as entries,
          (select count(*)::int from journal.checkpoints where size < 1099511627776) as checkpoints`,
  );
  expect(rows).toEqual([{ tiles: 0, entries: 0, checkpoints: 1 }]);
});

test('nobody drops it twice, or makes it undone', async () => {
  for (const sql of [
    "select journal.drop_volume(0, '2040-01-01')",
    'update journal.closings set dropped_at = null',
    'delete from journal.closings',
  ])
    await expect(rooms.asOwner(sql)).rejects.toMatchObject({ code: '42501' });
  await expect(rooms.asOwner("select journal.drop_volume(2, '2040-01-01')")).rejects.toMatchObject({ code: '23514' });
});
