import { atomically } from '../../src/db/database.ts';
import { appendAlone } from '../../src/journal/append.ts';
import { auditJournal } from '../../src/journal/audit.ts';
import { type Head } from '../../src/journal/checkpoint.ts';
import { eraseSubject } from '../../src/journal/erase-subject.ts';
import { createSubject } from '../../src/journal/subject-keys.ts';
import { findCheckpoint } from '../../src/journal/tree-store.ts';
import { valueFaults } from '../../src/journal/value-faults.ts';
import { actsIn } from './acts.ts';
import { openRooms, type Rooms } from './rooms.ts';
import { logKeys, Sequencing } from './sequencing.ts';
import { type Column, listColumns } from './tampered-tables.ts';
import { closed, startClosing } from './volumes.ts';

/** A published journal of two volumes with something in every table, an erased person among it, and all that `procura journal verify --values` finds in it. */
export async function openWholeJournal() {
  const rooms = await openRooms();
  const { db, needs } = rooms;
  const sequencing = new Sequencing(rooms);
  let known: Head[] = [];
  beforeAll(async () => {
    await fill(rooms);
    const sequencer = startClosing(sequencing);
    await sequencing.write(280);
    await sequencing.settled(sequencer);
    await closed(sequencing, sequencer);
    await sequencing.write(5);
    await sequencing.settled(sequencer);
    await sequencing.stop();
    const last = await findCheckpoint(db);
    known = last ? [last] : [];
  }, 60_000);
  const faults = async (): Promise<string[]> => {
    const found: string[] = [];
    for await (const { kind, detail } of auditJournal({ db, logKeys, known }))
      if (found.push(`${kind}: ${detail}`) > 1_000) throw new Error('it never ends');
    for await (const { kind, detail } of valueFaults({ db, vault: needs.vault })) found.push(`${kind}: ${detail}`);
    return found;
  };
  return { rooms, faults, columns: await listColumns(rooms) };
}

async function fill(rooms: Rooms): Promise<void> {
  const { needs, world } = rooms;
  const helper = await world.helper();
  const mandate = await world.mandate({ helper });
  await actsIn(rooms).use(mandate, { helper, client: await world.client() });
  const ref = await atomically(needs, (work) => createSubject(work));
  const erased = { id: ref, subjectRef: ref };
  await appendAlone(needs, { event: 'mandate_viewed', mandate, helper, person: erased });
  await appendAlone(needs, { event: 'mandate_viewed', person: erased });
  await atomically(needs, (work) => eraseSubject(work, { subject: erased, by: helper, reason: 'person_asked' }));
  await appendAlone(needs, { event: 'mandate_viewed', mandate, helper, refusal: 'mandate_expired' });
}

/** The condition of one row of a column, among those that hold something and are bound by something sealed. */
export function rowOf({ table, column }: Column, nth = 2): string {
  const rows = `from journal.${partitionOf(table)} where ${column} is not null ${bound[['erased_by', 'mandate_id'].includes(column) ? '' : table] ?? ''}`;
  return `ctid = (array(select ctid ${rows} order by ctid))[1 + ${nth} % greatest(1, (select count(*) ${rows})::int)]`;
}

/** A key under which nothing is sealed proves nothing; nor can what the index says of an erased person’s entry, but for its mandate, be held against what is gone. */
const bound: Readonly<Record<string, string>> = {
  subject_keys: 'and subject_ref in (select subject_ref from journal.sealed_values)',
  entry_index: 'and entry_id not in (select entry_id from journal.erased_values)',
};

/** Where the rows of a table are. */
export function partitionOf(table: string): string {
  return table === 'entries' ? 'entries_0' : table;
}
