import { randomUUID } from 'node:crypto';
import { systemClock } from '../../../src/clock.ts';
import { atomically, openDatabase, type Work, writeLast } from '../../../src/db/database.ts';
import { statement } from '../../../src/db/statement.ts';
import { append, type Entry } from '../../../src/journal/append.ts';
import { createSubject } from '../../../src/journal/subject-keys.ts';
import { openVault } from '../../../src/vault.ts';
import { exampleLeaf } from './journal-leaf.ts';
import { organisationId, refOf } from './journal-stage.ts';

const changes = {
  free: statement('update bench.mandate set changed = changed + 1 where id = :id'),
  watched: statement('update bench.watched set changed = changed + 1 where id = :id'),
  // takes its place in the chain of what it changes, and nobody records it
  place: statement(
    `with moved as (insert into journal.mandate_chains as chain (mandate_ref, n) values (:ref, 1)
                      on conflict (mandate_ref) do update set n = chain.n + 1)
     update bench.mandate set changed = changed + 1 where id = :id`,
  ),
};
const records = {
  plain: statement('insert into bench.plain (at, event, mandate_ref, mandate_n, leaf) values (:at, :event, :ref, 1, :leaf)'),
  // the next of its mandate's chain, which the deferred trigger looks at
  entry: statement(
    `with moved as (insert into journal.mandate_chains as chain (mandate_ref, n) values (:ref, 1)
                      on conflict (mandate_ref) do update set n = chain.n + 1 returning n)
     insert into journal.entries (at, event, mandate_ref, mandate_n, leaf) select :at, :event, :ref, n, :leaf from moved`,
  ),
  chain: statement('select bench.chain(:at, :event, :ref, :leaf)'),
};

/** A writer who changes a row of theirs, and records it in this way or not at all: in transactions as the service makes them. */
export type ChangeWriter = (number: number) => Promise<() => Promise<void>>;

/** As many rows as one writer changes in turn: a mandate has few entries, whoever changes it. */
const rowsEach = 1_000;

/**
 * Writers of the variant `business`, or `business+` with what records the change, or with its `place` alone. What the journal records is changed where the database
 * refuses a change without its entry, by its deferred trigger.
 */
export function openChanges(url: string, { variant, writers }: { variant: string; writers: number }) {
  const db = openDatabase({ url }, { poolSize: writers });
  const needs = { db, clock: systemClock, vault: openVault(Buffer.alloc(32, 7)) };
  const [, kind = ''] = variant.split('+');
  const insert = records[kind as keyof typeof records] as (typeof records)['plain'] | undefined;
  const change = ['entry', 'append'].includes(kind) ? changes.watched : kind === 'place' ? changes.place : changes.free;
  const writer: ChangeWriter = async (number) => {
    const entry = kind === 'append' ? await atomically(needs, entryOf) : null;
    let turn = 0;
    return () => {
      const id = number * rowsEach + (turn++ % rowsEach);
      const ref = refOf(id);
      return atomically(needs, async (work) => {
        await change(work.tx, { id, ref });
        if (entry) await append(work, { ...entry, mandate: { id: ref, journalRef: ref } });
        if (insert) await writeLast(work, insert(work.tx, { at: work.at, event: 'mandate_used', ref, leaf: exampleLeaf }));
      });
    };
  };
  return { writer, close: () => db.destroy() };
}

/** A use of a mandate by a helper. */
async function entryOf(work: Work): Promise<Omit<Entry, 'mandate'>> {
  const subject = async () => ({ id: randomUUID(), subjectRef: await createSubject(work) });
  return {
    ...{ event: 'mandate_used', useId: randomUUID() },
    ...{ person: await subject(), helper: await subject(), organisationId, clientId: 'impots', procedure: 'impots' },
  };
}
