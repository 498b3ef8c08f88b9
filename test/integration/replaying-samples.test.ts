import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, hour, minute } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { exportJournal } from '../../src/journal/export.ts';
import { drawSample } from '../../src/supervision/draw-sample.ts';
import { writeSampleFile } from '../../src/supervision/sample-file.ts';
import { actsIn } from '../support/acts.ts';
import { appointSupervisor } from '../support/appointed.ts';
import { openRooms } from '../support/rooms.ts';
import { Sequencing } from '../support/sequencing.ts';
import { said } from '../support/terminal.ts';

const rooms = await openRooms();
const { needs, clock, world } = rooms;
const acts = actsIn(rooms);
const sequencing = new Sequencing(rooms);
const sequencer = sequencing.start();
const folder = mkdtempSync(join(tmpdir(), 'procura-sample-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const helper = await world.helper();
const mandate = await world.mandate({ helper });
const client = await world.client();
for (let n = 0; n < 6; n += 1) {
  clock.forward(minute);
  await acts.use(mandate, { helper, client });
}
const supervisor = { helper: await appointSupervisor(needs, '*'), territories: ['*'] };
await sequencing.settled(sequencer);
const sample = await atomically(needs, (work) =>
  drawSample(work, {
    ...{ supervisor, organisationId: helper.organisation.id },
    ...{ helperId: null, startsAt: after(clock.now(), -hour), endsAt: after(clock.now(), hour), size: 2 },
  }),
);
await sequencing.settled(sequencer);
const file = await whole(writeSampleFile(needs.db, sample));
const journal = await whole(exportJournal({ db: needs.db }));

async function whole(parts: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const part of parts) text += part.endsWith('\n') ? part : `${part}\n`;
  return text;
}

/** What the command says of a sample's file, and of an export beside it. */
async function replayed(drawn: string, exported?: string) {
  const kept = (name: string, content: string) => (writeFileSync(join(folder, name), content), join(folder, name));
  return said('sample', 'replay', kept('sample.json', drawn), ...(exported ? ['--export', kept('journal.jsonl', exported)] : []));
}

interface SampleFile {
  parameters: { from: string };
  drawn: string[];
  population: string[];
}
const touched = (touch: (read: SampleFile) => unknown): string => {
  const read = JSON.parse(file) as SampleFile;
  touch(read);
  return JSON.stringify(read);
};
const stranger = '00000000-0000-4000-8000-000000000000';
const anotherRoot = 'the export is not the journal this sample was drawn from: another root';

test('anybody draws the same uses again from the file alone, and finds them in an export that went on since', async () => {
  const same = { code: 0, text: `The same uses are drawn: seed ${sample.seed.toString('hex')}, from 6 uses.` };
  expect(await replayed(file)).toEqual(same);
  expect(await replayed(file, journal)).toEqual(same);
});

test.each<[what: string, drawn: string, exported: string, said: string]>([
  ['another was drawn', touched(({ drawn }) => drawn.reverse()), journal, 'number 1: '],
  [
    'one was put in that is no use',
    touched(({ population }) => population.push(stranger)),
    journal,
    `${stranger} is no use of this period`,
  ],
  [
    'uses of before the period',
    touched(({ parameters }) => (parameters.from = clock.now().toISOString())),
    journal,
    'is no use of this period',
  ],
  ['a journal where an entry says something else', file, journal.replace('mandate_used', 'mandate_usee'), anotherRoot],
  ['a journal cut before the checkpoint', file, journal.split('\n').slice(0, 4).join('\n'), anotherRoot],
])('is told, and ends with a failure: %s', async (_what, drawn, exported, words) => {
  const answer = await replayed(drawn, exported);
  expect(answer).toEqual({ code: 1, text: expect.stringContaining(words) });
  expect(answer.text).not.toContain('The same uses are drawn');
});
