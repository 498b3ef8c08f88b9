import { after, hour } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { exportJournal } from '../../src/journal/export.ts';
import { listEntries } from '../../src/journal/store.ts';
import { valueFaults } from '../../src/journal/value-faults.ts';
import { drawSample } from '../../src/supervision/draw-sample.ts';
import { reviewUse } from '../../src/supervision/review-use.ts';
import { replaySample, writeSampleFile } from '../../src/supervision/sample-file.ts';
import { listLines, listSamples, type Sample, type Verdict } from '../../src/supervision/sample-store.ts';
import type { Supervising } from '../../src/supervision/supervising.ts';
import { viewLine } from '../../src/supervision/view-sample.ts';
import { actsIn, refusedWith } from '../support/acts.ts';
import { appointSupervisor } from '../support/appointed.ts';
import { casesIn } from '../support/cases.ts';
import { openRooms } from '../support/rooms.ts';
import { Sequencing } from '../support/sequencing.ts';
import type { TestHelper } from '../support/world.ts';

const rooms = await openRooms();
const { needs, clock, world } = rooms;
const sequencing = new Sequencing(rooms);
const sequencer = sequencing.start();
const acts = actsIn(rooms);
const cases = casesIn(rooms);

async function supervisor(...territories: string[]): Promise<Supervising> {
  return { helper: await appointSupervisor(needs, ...territories), territories };
}

async function usedBy(helper: TestHelper, times: number): Promise<void> {
  const mandate = await world.mandate({ helper });
  const client = await world.client();
  for (let n = 0; n < times; n += 1) await acts.use(mandate, { helper, client });
}

async function drawn(helper: TestHelper, who: Supervising, { size = 3, helperId = null as string | null } = {}): Promise<Sample> {
  await sequencing.settled(sequencer);
  const [startsAt, endsAt] = [after(clock.now(), -hour), after(clock.now(), hour)];
  const drawing = { supervisor: who, organisationId: helper.organisation.id, helperId, startsAt, endsAt, size };
  return atomically(needs, (work) => drawSample(work, drawing));
}

const review = (who: Supervising, sampleId: string, n: number, verdict: Verdict = 'good') =>
  atomically(needs, (work) => reviewUse(work, { supervisor: who, sampleId, n, verdict, note: 'Le rendez-vous est au registre.' }));

async function fileOf(sample: Sample): Promise<string> {
  const parts: string[] = [];
  for await (const part of writeSampleFile(needs.db, sample)) parts.push(part);
  return parts.join('');
}

async function arrive({ uses = 8, size = 3 } = {}) {
  const helper = await world.helper();
  await usedBy(helper, uses);
  const who = await supervisor(helper.organisation.territory);
  return { helper, who, sample: await drawn(helper, who, { size }) };
}

test('a sample is drawn from what the signed journal holds, and anybody draws the same again from its file', async () => {
  const { sample } = await arrive();
  expect(sample).toMatchObject({ population: 8, wanted: 3 });
  for await (const { detail } of valueFaults(needs)) throw new Error(detail); // what was recorded of the draw is what the index says
  const replayed = replaySample(await fileOf(sample));
  expect(replayed.differences).toEqual([]);
  expect(replayed.seed.equals(sample.seed)).toBe(true);
  const lines: string[] = [];
  for await (const line of exportJournal({ db: needs.db })) lines.push(line);
  expect(replayed.population.every((id) => lines.some((line) => line.includes(id)))).toBe(true);
});

test('a draw that was touched is found out: another entry, another order, one left out of the population', async () => {
  const { sample } = await arrive();
  const file = JSON.parse(await fileOf(sample)) as { drawn: string[]; population: string[]; parameters: { size: number } };
  const [first = '', second = '', third = ''] = file.drawn;
  const other = file.population.find((id) => !file.drawn.includes(id)) ?? '';
  for (const touched of [
    { ...file, drawn: [other, second, third] },
    { ...file, drawn: [second, first, third] },
    { ...file, population: file.population.filter((id) => id !== first) },
    { ...file, drawn: [first, second] },
    { ...file, parameters: { ...file.parameters, size: 4 } },
  ])
    expect(replaySample(JSON.stringify(touched)).differences).not.toEqual([]);
});

test('of one helper, only their uses are drawn', async () => {
  const one = await world.helper();
  const other = await world.helper({ organisation: one.organisation });
  await usedBy(one, 2);
  await usedBy(other, 4);
  const sample = await drawn(one, await supervisor('*'), { size: 10, helperId: one.id });
  expect(sample.population).toBe(2);
});

test('outside the territories there is no organisation, no sample and no line; of nothing, nothing is drawn', async () => {
  const { helper, sample } = await arrive();
  const away = await supervisor('2A');
  await expect(drawn(helper, away)).rejects.toEqual(refusedWith('organisation_unknown'));
  await expect(review(away, sample.id, 1)).rejects.toEqual(refusedWith('sample_unknown'));
  expect(await listSamples(needs.db, away, { limit: 9, offset: 0 })).toEqual([]);
  await expect(drawn(await world.helper(), await supervisor('*'))).rejects.toEqual(refusedWith('sample_empty'));
});

test('a review is given once, with its note sealed, and the person reads that it was', async () => {
  const { who, sample } = await arrive();
  await review(who, sample.id, 1);
  await expect(review(who, sample.id, 1, 'bad')).rejects.toEqual(refusedWith('sample_reviewed_already'));
  const view = await viewLine(needs, { sample, n: 1 });
  expect(view).toMatchObject({ note: 'Le rendez-vous est au registre.', line: { verdict: 'good', caseId: null } });
  expect(view.line.note?.includes('registre')).toBe(false);
  const [entry] = await listEntries(needs.db, { personId: view.use.personId }, { limit: 1 });
  expect(entry).toMatchObject({ event: 'use_reviewed', useId: view.use.id, organisationId: null });
});

test('a bad one opens a case about the use; how far the review is shows in the list', async () => {
  const { who, sample } = await arrive();
  await review(who, sample.id, 2, 'bad');
  const line = (await listLines(needs.db, sample.id)).find(({ n }) => n === 2);
  const [one] = await needs.db
    .select('*')
    .from('cases')
    .where('id', line?.caseId ?? '');
  expect(one).toMatchObject({ origin: 'sample', cause: sample.id, use_id: line?.useId, state: 'with_supervisor' });
  const [listed] = (await listSamples(needs.db, who, { limit: 99, offset: 0 })).filter(({ id }) => id === sample.id);
  expect(listed).toMatchObject({ lines: 3, reviewed: 1, bad: 1, population: 8 });
});

test('nobody reviews themself, nor a use they concluded a case about', async () => {
  const { helper, who, sample } = await arrive({ uses: 1, size: 1 });
  await expect(review({ helper, territories: ['*'] }, sample.id, 1)).rejects.toEqual(refusedWith('review_of_ones_own'));
  const { use, mandate } = await viewLine(needs, { sample, n: 1 });
  const { findPerson } = await import('../../src/people/store.ts');
  const person = await findPerson(needs.db, needs.vault, mandate.personId);
  if (!person) throw new Error('nobody');
  const one = await cases.open({ use, person });
  const actor = { role: 'supervisor', ...who } as const;
  await cases.act(one, actor, 'take', null);
  await cases.act(one, actor, 'close');
  await expect(review(who, sample.id, 1)).rejects.toEqual(refusedWith('review_of_ones_own'));
  await review(await supervisor('*'), sample.id, 1);
});

test('of two who review the same at once, one does', async () => {
  const { who, sample } = await arrive();
  const both = await Promise.allSettled([review(who, sample.id, 1), review(await supervisor('*'), sample.id, 1, 'bad')]);
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});
