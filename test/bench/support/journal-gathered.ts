import { randomUUID } from 'node:crypto';
import { systemClock } from '../../../src/clock.ts';
import { atomically, openDatabase } from '../../../src/db/database.ts';
import { append, appendAlone, type Entry } from '../../../src/journal/append.ts';
import { createSubject, serviceSubject } from '../../../src/journal/subject-keys.ts';
import { openVault } from '../../../src/vault.ts';
import type { Row } from '../journal.ts';
import { openReady } from './journal-ready.ts';
import { type JournalStage, organisationId } from './journal-stage.ts';

/** Whole entries, sealed, indexed and in the tree, that stand alone: gathered, beside one transaction each and beside bare rows. */
export async function* gatheredRows(stage: JournalStage, { seconds }: { readonly seconds: number }): AsyncGenerator<Row> {
  const needs = { db: openDatabase({ url: stage.url }, { poolSize: 32 }), clock: systemClock, vault: openVault(Buffer.alloc(32, 7)) };
  await atomically(needs, (work) => createSubject(work, serviceSubject));
  const helpers = await Promise.all(
    Array.from({ length: 200 }, async () => ({ id: randomUUID(), subjectRef: await atomically(needs, (work) => createSubject(work)) })),
  );
  const entryOf = (turn: number): Entry => ({
    ...{ event: 'helper_signed_in', organisationId },
    ...(helpers[turn % helpers.length] && { helper: helpers[turn % helpers.length] }),
  });
  const apart = (entry: Entry) => atomically(needs, (work) => append(work, entry));
  const sequencer = stage.sequencer();
  const plain = await stage.load('raw', { writers: 32, seconds });
  const alone = await rate((turn) => apart(entryOf(turn)), seconds);
  const gathered = await rate((turn) => appendAlone(needs, entryOf(turn)), seconds);
  const ready = await rate(openReady(needs.db), seconds);
  await sequencer.stop();
  await needs.db.destroy();
  const ratio = gathered / plain.rate;
  const said = `${ratio.toFixed(2)} (${Math.round(gathered)}/s; one transaction each ${Math.round(alone)}/s: ${(gathered / alone).toFixed(1)} times)`;
  yield ['T8 whole entries gathered, 256 callers, with sequencer / plain bare rows, 32 writers', '≥ 3', said, ratio >= 3];
  const times = ready / plain.rate;
  const told = `${times.toFixed(2)} (${Math.round(ready)}/s)`;
  yield [
    'T8 as it was set: entries whose text is ready, neither sealed nor indexed, gathered in the same way / the same',
    '≥ 3',
    told,
    times >= 3,
  ];
}

async function rate(act: (turn: number) => Promise<void>, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1_000;
  let done = 0;
  const caller = async (turn: number): Promise<void> => {
    for (; performance.now() < until; done++) await act(turn);
  };
  await Promise.all(Array.from({ length: 256 }, (_, turn) => caller(turn)));
  return done / seconds;
}
