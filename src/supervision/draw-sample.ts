import { randomUUID } from 'node:crypto';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { parseCheckpoint } from '../journal/checkpoint.ts';
import { splitNote } from '../journal/note.ts';
import { endOf } from '../journal/volumes.ts';
import { findStretch } from '../journal/reader-store.ts';
import { findCheckpoint, findIndex, type PublishedCheckpoint } from '../journal/tree-store.ts';
import { Draw, type SampleParameters, seedOf } from './sample.ts';
import { type Candidate, eachCandidate, insertSample, type Population, type Sample } from './sample-store.ts';
import type { Supervising } from './supervising.ts';
import { findOrganisationWithin } from './territory-store.ts';

export interface Drawing {
  readonly supervisor: Supervising;
  readonly organisationId: string;
  readonly helperId: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly size: number;
}

/**
 * Draws uses at random, as the latest signed checkpoint and the parameters decide: the supervisor does not. Refused while the journal
 * is not signed up to what may be drawn, a second or two, and when there is nothing to draw from.
 */
export async function drawSample(work: Work, { supervisor, size, ...from }: Drawing): Promise<Sample> {
  if (!(await findOrganisationWithin(work.tx, supervisor, from.organisationId))) throw new Refusal('organisation_unknown');
  const checkpoint = await findCheckpoint(work.tx);
  if (!checkpoint) throw new Refusal('sample_not_ready');
  const population: Population = { ...from, upTo: (await findStretch(work.tx, 'samples')).upTo };
  const seed = seedOf(rootOf(checkpoint), parametersOf({ ...from, wanted: size }));
  const draw = new Draw<Candidate>(seed, size);
  let last: string | null = null;
  for await (const candidate of eachCandidate(work.tx, population)) {
    draw.offer(candidate);
    last = candidate.entryId;
  }
  if (last === null) throw new Refusal('sample_empty');
  if (((await findIndex(work.tx, last)) ?? Infinity) >= endOf(checkpoint)) throw new Refusal('sample_not_ready');
  const sample: Sample = {
    ...{ id: randomUUID(), drawnBy: supervisor.helper.id, drawnAt: work.at, ...population, seed },
    ...{ treeSize: endOf(checkpoint), root: checkpoint.root, wanted: size, population: draw.seen },
  };
  await insertSample(work.tx, sample, draw.drawn());
  const details = { sample: sample.id, drawnFrom: from.organisationId, seed: seed.toString('hex'), population: draw.seen, size };
  await append(work, { event: 'sample_drawn', helper: supervisor.helper, details });
  return sample;
}

/** What decides a draw, as it was drawn. */
export function parametersOf(sample: Pick<Sample, 'organisationId' | 'helperId' | 'startsAt' | 'endsAt' | 'wanted'>): SampleParameters {
  const { organisationId, helperId, startsAt, endsAt, wanted } = sample;
  return { organisation: organisationId, helper: helperId, from: startsAt.toISOString(), to: endsAt.toISOString(), size: wanted };
}

function rootOf({ note, size, root }: PublishedCheckpoint) {
  return { origin: parseCheckpoint(splitNote(note).text).origin, treeSize: size, root };
}
