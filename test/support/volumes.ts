import { closeBy } from '../../src/journal/close-volume.ts';
import { insertWish, listClosings } from '../../src/journal/closing-store.ts';
import { auditJournal, type KnownHead } from '../../src/journal/audit.ts';
import { type Sequencer, type SequencerNeeds } from '../../src/journal/sequencer.ts';
import { logKeys, type Sequencing } from './sequencing.ts';

/** Somebody wishes that the volume be closed; waits until it is, and all that was written is published. */
export async function closed(sequencing: Sequencing, sequencer: Sequencer): Promise<void> {
  const { db, clock } = sequencing.rooms;
  const volume = (await listClosings(db)).length;
  await insertWish(db, { volume, at: clock.now() });
  await sequencing.until(async () => (await listClosings(db)).length > volume);
  await sequencing.settled(sequencer);
}

/** A leader that closes volumes when it is asked to. */
export function startClosing(sequencing: Sequencing, facts: Partial<SequencerNeeds> = {}): Sequencer {
  return sequencing.start({ ...closeBy(sequencing.rooms.needs, { rule: 'command', patience: 200 }), ...facts });
}

/** All that an audit finds. */
export async function faultsOf({ rooms: { db } }: Sequencing, known: readonly KnownHead[] = []): Promise<string[]> {
  const found: string[] = [];
  for await (const { kind, entryId, detail } of auditJournal({ db, logKeys, known }))
    found.push([kind, entryId, detail].filter((part) => part !== undefined).join(': '));
  return found;
}
