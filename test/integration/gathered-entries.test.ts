import { randomUUID } from 'node:crypto';
import { atomically } from '../../src/db/database.ts';
import { appendAlone } from '../../src/journal/append.ts';
import { eraseSubject } from '../../src/journal/erase-subject.ts';
import { readEntries } from '../../src/journal/read-entries.ts';
import { createSubject } from '../../src/journal/subject-keys.ts';
import { refusedWith } from '../support/acts.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();
const { needs, db, clock, world } = rooms;
const helper = await world.helper();

const person = async () => ({ id: randomUUID(), subjectRef: await atomically(needs, (work) => createSubject(work)) });
const written = async () =>
  (
    await db.raw<{ rows: [{ entries: number; transactions: number }] }>(
      'select count(*)::int as entries, count(distinct xid::text)::int as transactions from journal.entries',
    )
  ).rows[0];

test('entries that stand alone and are asked for at once leave together, each as if it had been alone', async () => {
  const mandate = { id: randomUUID(), journalRef: randomUUID() };
  const before = await written();
  await Promise.all(
    Array.from({ length: 100 }, (_, n) => appendAlone(needs, { event: 'mandate_viewed', mandate, helper, details: { turn: n } })),
  );
  const after = await written();
  expect(after.entries - before.entries).toBe(100);
  expect(after.transactions - before.transactions).toBeLessThan(10);
  const entries = await readEntries({ db, vault: needs.vault }, { mandateId: mandate.id }, { limit: 200, oldestFirst: true });
  expect(entries.map(({ fields }) => fields['turn']).sort((one, other) => Number(one) - Number(other))).toEqual(
    Array.from({ length: 100 }, (_, n) => n),
  );
  expect(new Set(entries.map(({ at }) => at.getTime()))).toEqual(new Set([clock.now().getTime()]));
  const { rows } = await db.raw<{ rows: { n: number }[] }>(
    `select mandate_n as n from journal.entries where mandate_ref = '${mandate.journalRef}' order by 1`,
  );
  expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 100 }, (_, n) => n + 1));
});

test('one that is refused is refused alone', async () => {
  const [josephine, erased] = [await person(), await person()];
  await atomically(needs, (work) => eraseSubject(work, { subject: erased, reason: 'person_asked' }));
  const before = await written();
  const asked = Array.from({ length: 20 }, (_, n) =>
    appendAlone(needs, { event: 'person_signed_in', person: n === 13 ? erased : josephine }),
  );
  const outcomes = await Promise.allSettled(asked);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(19);
  expect(outcomes[13]).toMatchObject({ status: 'rejected', reason: refusedWith('person_unknown') });
  expect((await written()).entries - before.entries).toBe(19);
});

test('while the journal does not answer, each is refused and none is written', async () => {
  const before = await written();
  await rooms.asOwner(
    'revoke insert on journal.entries from procura_app; revoke insert (at, event, mandate_ref, mandate_n, leaf) on journal.entries from procura_app',
  );
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => appendAlone(needs, { event: 'helper_signed_out', helper })));
  await rooms.asOwner('grant insert (at, event, mandate_ref, mandate_n, leaf) on journal.entries to procura_app');
  expect(outcomes).toEqual(Array.from({ length: 20 }, () => ({ status: 'rejected', reason: refusedWith('journal_unavailable') })));
  expect(await written()).toEqual(before);
  await appendAlone(needs, { event: 'helper_signed_out', helper });
});
