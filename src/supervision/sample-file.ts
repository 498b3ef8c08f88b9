import { z } from 'zod';
import type { Db } from '../db/database.ts';
import { parseCheckpoint } from '../journal/checkpoint.ts';
import { splitNote } from '../journal/note.ts';
import { findCheckpoint } from '../journal/tree-store.ts';
import { parametersOf } from './draw-sample.ts';
import { Draw, type SampleParameters, seedOf } from './sample.ts';
import { eachCandidate, listLines, type Sample } from './sample-store.ts';

/** A sample as anybody may draw it again: its checkpoint, its parameters, all that could be drawn, and what was. Nobody is named. */
export async function* writeSampleFile(db: Db, sample: Sample): AsyncGenerator<string> {
  const checkpoint = await findCheckpoint(db, sample.treeSize);
  const drawn = (await listLines(db, sample.id)).map(({ leafId }) => leafId);
  const head = { sample: 'procura-sample/v1', checkpoint: checkpoint?.note ?? '', parameters: parametersOf(sample), drawn };
  yield `${JSON.stringify(head).slice(0, -1)},"population":[`;
  let isFirst = true;
  for await (const { leafId } of eachCandidate(db, sample)) {
    yield `${isFirst ? '' : ','}"${leafId}"`;
    isFirst = false;
  }
  yield ']}\n';
}

const sampleFile = z.object({
  sample: z.literal('procura-sample/v1'),
  checkpoint: z.string(),
  parameters: z.object({
    ...{ organisation: z.uuid(), helper: z.uuid().nullable(), from: z.iso.datetime(), to: z.iso.datetime() },
    size: z.int().min(1),
  }),
  drawn: z.array(z.uuid()),
  population: z.array(z.uuid()),
});

export interface Replayed {
  readonly parameters: SampleParameters;
  readonly treeSize: number;
  readonly root: Buffer;
  readonly seed: Buffer;
  readonly population: readonly string[];
  /** What was drawn and should not have been, and the other way round; none: the draw is the one that chance made. */
  readonly differences: readonly string[];
}

/** Draws a sample again from its file alone. Throws when it is not a sample’s. */
export function replaySample(text: string): Replayed {
  const { checkpoint, parameters, drawn, population } = sampleFile.parse(JSON.parse(text));
  const { origin, size: treeSize, root } = parseCheckpoint(splitNote(checkpoint).text);
  const seed = seedOf({ origin, treeSize, root }, parameters);
  const draw = new Draw<{ readonly leafId: string }>(seed, parameters.size);
  for (const leafId of new Set(population)) draw.offer({ leafId });
  const again = draw.drawn().map(({ leafId }) => leafId);
  const places = Array.from({ length: Math.max(again.length, drawn.length) }, (_, n) => n);
  const differences = places
    .filter((n) => again[n] !== drawn[n])
    .map((n) => `number ${String(n + 1)}: ${drawn[n] ?? 'nothing'} was drawn, ${again[n] ?? 'nothing'} should have been`);
  return { parameters, treeSize, root, seed, population, differences };
}
