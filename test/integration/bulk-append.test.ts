import { randomUUID } from 'node:crypto';
import { day } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { appendAlone, type Entry } from '../../src/journal/append.ts';
import { auditJournal } from '../../src/journal/audit.ts';
import { bulkAppend, bulkSize, type DatedEntry } from '../../src/journal/bulk-append.ts';
import { eraseSubject } from '../../src/journal/erase-subject.ts';
import { readEntries } from '../../src/journal/read-entries.ts';
import { createSubject } from '../../src/journal/subject-keys.ts';
import { openRooms } from '../support/rooms.ts';
import { logKeys, Sequencing, treeFaults } from '../support/sequencing.ts';

const rooms = await openRooms();
const { needs, db, clock, world } = rooms;
const sequencing = new Sequencing(rooms);
const helper = await world.helper();

const person = async () => ({ id: randomUUID(), subjectRef: await atomically(needs, (work) => createSubject(work)) });
const add = (entries: readonly DatedEntry[]) => atomically(needs, (work) => bulkAppend(work, entries));
const count = async () => (await db.raw<{ rows: [{ n: number }] }>('select count(*)::int as n from journal.entries')).rows[0].n;
const read = (about: Parameters<typeof readEntries>[1]) =>
  readEntries({ db, vault: needs.vault }, about, { limit: 100, oldestFirst: true });

test('a history brought along reads as if each entry had been written when it happened, and opens, chains and verifies', async () => {
  const josephine = await person();
  const mandate = { id: randomUUID(), journalRef: randomUUID() };
  const facts = (n: number): Entry => ({
    ...{ event: 'mandate_used', mandate, useId: randomUUID(), person: josephine, helper },
    ...{ organisationId: helper.organisation.id, clientId: 'impots', procedure: 'taxes', details: { reason: `visit ${n}` } },
  });
  const on = (n: number): DatedEntry => ({ ...facts(n), at: new Date(clock.now().getTime() - (40 - n) * day) });
  const first = Array.from({ length: 12 }, (_, n) => on(n));
  await add([...first.slice(0, 6), { at: clock.now(), event: 'helper_signed_out', helper }, ...first.slice(6)]);
  await appendAlone(needs, facts(12));
  await add([on(13)]);
  const entries = await read({ mandateId: mandate.id });
  expect(entries.map(({ fields }) => fields['reason'])).toEqual(Array.from({ length: 14 }, (_, n) => `visit ${n}`));
  expect(entries.slice(0, 12).map(({ at }) => at)).toEqual(first.map(({ at }) => at));
  expect(entries[3]).toMatchObject({ event: 'mandate_used', fields: { use: first[3]?.useId, person: josephine.id, procedure: 'taxes' } });
  const sequencer = sequencing.start();
  await sequencing.settled(sequencer);
  await sequencing.stop();
  expect(await treeFaults(db)).toEqual([]);
  const faults: unknown[] = [];
  for await (const fault of auditJournal({ db, logKeys })) faults.push(fault);
  expect(faults).toEqual([]);
});

test('one entry that may not be written stops them all', async () => {
  const [josephine, erased] = [await person(), await person()];
  await atomically(needs, (work) => eraseSubject(work, { subject: erased, reason: 'person_asked' }));
  const before = await count();
  const entry = { at: clock.now(), event: 'person_signed_in' } as const;
  await expect(
    add([
      { ...entry, person: josephine },
      { ...entry, person: erased },
    ]),
  ).rejects.toMatchObject({ code: 'person_unknown' });
  await expect(add(Array.from({ length: bulkSize + 1 }, () => ({ ...entry, person: josephine })))).rejects.toThrow('at once');
  await expect(add([{ ...entry, person: { id: randomUUID(), subjectRef: randomUUID() } }])).rejects.toMatchObject({
    code: 'person_unknown',
  });
  expect(await count()).toBe(before);
});
