import { parse } from 'csv-parse/sync';
import { minute } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { append } from '../../src/journal/append.ts';
import { listEntries } from '../../src/journal/store.ts';
import { giveReason } from '../../src/supervision/give-reason.ts';
import { requireExport } from '../../src/supervision/ask-export.ts';
import { reportPdf } from '../../src/supervision/export-report.ts';
import { questionOf } from '../../src/supervision/search-plan.ts';
import type { Supervising } from '../../src/supervision/supervising.ts';
import { actsIn, refusedWith } from '../support/acts.ts';
import { appointSupervisor } from '../support/appointed.ts';
import { exportingIn, whole } from '../support/exporting.ts';
import { hasPoppler, readPdf } from '../support/pdf.ts';
import { openRooms } from '../support/rooms.ts';
import { Sequencing, signer } from '../support/sequencing.ts';
import { entriesOf } from '../support/staff.ts';
import { stated } from '../support/supervising.ts';

const rooms = await openRooms();
const { needs, world, clock } = rooms;
const acts = actsIn(rooms);
const exporting = exportingIn(rooms);
const sequencing = new Sequencing(rooms);
const sequencer = sequencing.start();

const helper = await world.helper({ organisation: await world.organisation({ name: '=HYPERLINK("http://evil.example")' }) });
const mandate = await world.mandate({ helper });
const client = await world.client();
await acts.use(mandate, { helper, client });
const other = await world.mandate({ helper: await world.helper({ organisation: await world.organisation({ territory: '21' }) }) });
await atomically(needs, (work) => append(work, { event: 'helper_signed_in', helper, organisationId: helper.organisation.id }));

async function supervisor(...territories: string[]): Promise<Supervising> {
  return { helper: await appointSupervisor(needs, ...territories), territories };
}

const give = (who: Supervising) => atomically(needs, (work) => giveReason(work, { ...stated, supervisor: who }));
const everything = { search: { criteria: {}, person: null }, named: false } as const;

async function taken(who: Supervising, format: 'csv' | 'jsonl', named = false): Promise<string> {
  return whole(await exporting.take({ supervisor: who }, await exporting.ask({ ...everything, supervisor: who, format, named })));
}

test('a table holds what the search finds in the territories, pseudonymised, and no formula', async () => {
  const here = await supervisor('70');
  const text = await taken(here, 'csv');
  const rows: string[][] = parse(text.replace('\ufeff', ''), { relax_column_count: true });
  expect(rows[0]).toContain('person');
  expect(text).not.toMatch(/ST-PIERRE/);
  expect(text).toContain(`J. ${mandate.id.slice(0, 8).toUpperCase()}`);
  expect(text).not.toContain(other.id);
  expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  expect(text).toContain(`'=HYPERLINK`);
  expect(await entriesOf(needs, here.helper)).toContain('journal_exported');
});

test('a file is whole and as signed; cut anywhere, or with a letter changed, it is not', async () => {
  const here = await supervisor('70');
  for (const format of ['csv', 'jsonl'] as const) {
    const text = await taken(here, format);
    expect(await exporting.judge(`whole.${format}`, text)).toMatchObject({ code: 0 });
    const lines = text.split('\n');
    const cuts = [lines.slice(0, -2).join('\n') + '\n', text.slice(0, Math.floor(text.length / 2)), lines.toSpliced(2, 1).join('\n'), ''];
    for (const cut of [...cuts, text.replace('mandate_used', 'mandate_usex'), text.replaceAll('\n', '\n\n')])
      expect(await exporting.judge(`cut.${format}`, cut)).toMatchObject({ code: 1 });
  }
});

test('entries travel with proofs that a stranger’s program accepts; one told otherwise is named', async () => {
  const here = await supervisor('70');
  await sequencing.settled(sequencer);
  const text = await taken(here, 'jsonl');
  const lines = text.trimEnd().split('\n').length - 2;
  const said = await exporting.prove('proven.jsonl', text, signer.vkey);
  expect(said.said).toContain(`${String(lines)} entries of a selection are in the journal`);
  expect(said.code).toBe(0);
  const lie = text.replace('"event":"mandate_used"', '"event":"mandate_revoked"');
  expect(await exporting.prove('lie.jsonl', lie, signer.vkey)).toMatchObject({ code: 1, said: expect.stringContaining('told otherwise') });
  const cut = text.slice(0, text.lastIndexOf('{"end"'));
  expect(await exporting.prove('cut.jsonl', cut, signer.vkey)).toMatchObject({ code: 1, said: expect.stringContaining('stops after') });
});

test('with names there is a reason, and a look of each person before the first line that names them', async () => {
  const here = await supervisor('70');
  await expect(exporting.ask({ ...everything, supervisor: here, format: 'csv', named: true })).rejects.toEqual(
    refusedWith('reason_required'),
  );
  await give(here);
  expect(await taken(here, 'csv', true)).toContain('Joséphine ST-PIERRE');
  const looks = (await listEntries(needs.db, { personId: mandate.personId }, { limit: 50 })).filter(
    ({ helperId }) => helperId === here.helper.id,
  );
  expect(looks.map(({ event }) => event)).toEqual(['personal_data_opened']);
});

test('when the reason runs out before the file is taken, or while it is, nobody is named and the file is cut', async () => {
  const here = await supervisor('70');
  await give(here);
  const id = await exporting.ask({ ...everything, supervisor: here, format: 'csv', named: true });
  const pieces = await exporting.take({ supervisor: here }, id);
  const head = (await pieces.next()).value ?? '';
  clock.forward(31 * minute);
  await expect(whole(pieces)).rejects.toEqual(refusedWith('reason_required'));
  expect(await exporting.judge('expired.csv', head)).toMatchObject({ code: 1 });
  await expect(exporting.take({ supervisor: here }, id)).rejects.toEqual(refusedWith('reason_required'));
  expect(await requireExport(needs, here, id)).toMatchObject({ state: 'unfinished', seal: null });
});

test('when the journal cannot be written nothing is taken', async () => {
  const here = await supervisor('70');
  const id = await exporting.ask({ ...everything, supervisor: here, format: 'csv' });
  await rooms.asOwner('revoke insert on journal.entries from procura_app');
  try {
    await expect(exporting.take({ supervisor: here }, id)).rejects.toMatchObject({ code: 'journal_unavailable' });
  } finally {
    await rooms.asOwner('grant insert (at, event, mandate_ref, mandate_n, leaf) on journal.entries to procura_app');
  }
});

test('a report names nobody, and its signature lies beside it', async () => {
  const here = await supervisor('70');
  const what = 'Événement : Mandat utilisé ; Du : 01/01/2026';
  const search = { criteria: { event: 'mandate_used', from: '2026-01-01' }, person: null } as const;
  const id = await exporting.ask({ ...everything, search, supervisor: here, format: 'pdf' });
  const taking = { supervisor: here, kept: await requireExport(needs, here, id) };
  const pdf = await reportPdf(exporting.needs, taking, { question: questionOf(here, {}), signal: new AbortController().signal });
  const { seal, lines } = await requireExport(needs, here, id);
  expect(lines).toBeGreaterThan(5);
  const pages = (await hasPoppler()) ? (await readPdf(pdf)).pages.map((page) => page.replaceAll(/\s+/g, ' ')) : null;
  expect(pages ?? [what]).toEqual([expect.stringContaining(what)]);
  expect(await exporting.judge('report.pdf', pdf, seal ?? '')).toMatchObject({ code: 0 });
  const nobody = { question: questionOf(here, {}), signal: AbortSignal.abort() };
  await expect(reportPdf(exporting.needs, taking, nobody)).rejects.toMatchObject({ name: 'AbortError' }); // nothing is counted for who left
  expect(await exporting.judge('report.pdf', Buffer.concat([pdf, Buffer.from('\n')]), seal ?? '')).toMatchObject({ code: 1 });
});

test('another supervisor’s export does not exist', async () => {
  const id = await exporting.ask({ ...everything, supervisor: await supervisor('70'), format: 'csv' });
  await expect(exporting.take({ supervisor: await supervisor('70') }, id)).rejects.toEqual(refusedWith('export_unknown'));
});
