import { checkpointText } from '../../src/journal/checkpoint.ts';
import { signNote } from '../../src/journal/note.ts';
import { openExportedJournal, ours, text } from '../support/exported-journal.ts';
import { origin, signer } from '../support/sequencing.ts';
import { environmentOf, said } from '../support/terminal.ts';

// What an auditor does at a terminal with a sound journal, and with one that somebody changed.
const { lines, early, at, written, verify, mandate, source, asOwner, anchorFile } = await openExportedJournal();
const onServer = 'url' in source ? test : test.skip;
const size = lines[0]?.size ?? 0;
const before = { ...process.env };
beforeAll(() => Object.assign(process.env, environmentOf({ source }, { JOURNAL_ORIGIN: origin, ANCHOR_FILE: anchorFile })));
afterAll(() => {
  process.env = before;
});

onServer('the entries of a mandate, and those that concern a person, are proven, and whoever has the key verifies them', async () => {
  const [kept] = (
    await asOwner<{ of: number; about: number }>(
      `select count(*) filter (where mandate_id = '${mandate.id}')::int as of, count(*) filter (where person_id = '${mandate.personId}' or mandate_id = '${mandate.id}')::int as about
       from journal.entry_index`,
    )
  ).rows;
  expect(kept?.of).toBeGreaterThan(2);
  for (const [option, id, count] of [
    ['--mandate', mandate.id, kept?.of],
    ['--person', mandate.personId, kept?.about],
  ] as const) {
    const proof = await said('journal', 'prove', option, id);
    expect([option, proof.code, proof.text.match(/^c2sp\.org\/tlog-proof@v1$/gm)?.length]).toEqual([option, 0, count]);
    const judged = await verify([`${proof.text}\n`], ...ours);
    expect([judged.code, judged.said.match(/^Entry \d+ is in the journal as /gm)?.length]).toEqual([0, count]);
    if (option === '--mandate')
      expect(judged.said).toContain(`Numbers 1 to ${count} of the mandate ${mandate.journalRef} follow each other`);
  }
  expect(await said('journal', 'prove', '--person', '00000000-0000-4000-8000-000000000000')).toEqual({
    ...{ code: 1, text: 'No published checkpoint covers an entry about it.' },
  });
});

onServer('the last checkpoint comes with the proof that it continues one kept from before', async () => {
  const proof = await said('journal', 'checkpoint', '--since', String(early.size));
  expect(proof).toMatchObject({ code: 0, text: expect.stringMatching(new RegExp(`^old ${String(early.size)}\n`)) });
  expect(await verify([`${proof.text}\n`], ...ours, '--since', written(early.note, 'early'))).toMatchObject({ code: 0 });
  const other = signNote(checkpointText({ origin, size: early.size, root: Buffer.alloc(32, 1) }), [signer]);
  expect((await verify([`${proof.text}\n`], ...ours, '--since', written(other, 'early'))).said).toMatch(/^Two histories were signed/);
});

onServer('an export of the places from one on is verified after what was there', async () => {
  const rest = await said('journal', 'export', '--from', '100');
  expect(JSON.parse(rest.text.split('\n')[0] ?? '')).toMatchObject({ from: 100, size });
  expect((await verify([text(lines.slice(0, at(99) + 1)), `${rest.text}\n`], ...ours)).said).toContain(`${size} entries from place 0 on`);
});

const whole = text(lines);
const upTo = (place: number) => text(lines.slice(0, at(place) + 1));

onServer.each<[where: string, held: string, from: number]>([
  ['after its first line', text(lines.slice(0, 1)), 0],
  ['in its first entry', whole.slice(0, text(lines.slice(0, 2)).length + 20), 0],
  ['in an entry', `${upTo(40)}{"index":41,"leaf":"{`, 41],
  ['before the end of the line of its first entry', upTo(0).slice(0, -1), 0],
  ['before the end of the line of an entry', upTo(41).slice(0, -1), 41],
  ['before the end of the line of a tile’s last entry', upTo(255).slice(0, -1), 255],
  ['in the line of a tile', `${upTo(255)}{"tile":1,"hash`, 256],
  ['before the end of the line of a tile', text(lines.slice(0, at(256))).slice(0, -1), 256],
  ['before its checkpoint', text(lines.slice(0, -1)), size],
  ['before the end of its last line', whole.slice(0, -1), size],
  ['nowhere', whole, size],
])('an export that was cut off %s goes on where it stopped', async (_where, held, from) => {
  const rest = await said('journal', 'export', '--resume', written(held, 'held'));
  expect([rest.code, JSON.parse(rest.text.split('\n')[0] ?? '')]).toEqual([0, expect.objectContaining({ from, size })]);
  expect((await verify([held, `${rest.text}\n`], ...ours)).said).toContain(`${size} entries from place 0 on`);
});

onServer.each<[what: string, held: string, text: RegExp]>([
  ['an empty file', '', /held does not begin as an export of a journal does\.$/],
  ['a list of something else', '{"tile":0}\n', /does not begin as an export/],
  ['an export that was cut off in its first line', whole.slice(0, 50), /does not begin as an export/],
  ['another journal’s', whole.replaceAll(origin, 'other.example'), /^There is nothing of other\.example here; this journal is /],
  ['a longer one', `${upTo(5)}{"index":99999,"leaf":"{}"}\n`, /there is nothing from 100000 on\.$/],
])('%s is not gone on with', async (_what, held, sentence) => {
  expect(await said('journal', 'export', '--resume', written(held, 'held'))).toEqual({ code: 1, text: expect.stringMatching(sentence) });
});

onServer('one says either where to go on, or what is there', async () => {
  expect(await said('journal', 'export', '--resume', 'x', '--from', '3')).toMatchObject({
    code: 1,
    text: expect.stringMatching(/cannot be used with/),
  });
});

onServer('who watches a verification or an export sees how far it has come; nobody else does', async () => {
  const { stderr } = process;
  const [isTTY, write] = [stderr.isTTY, stderr.write.bind(stderr)];
  let seen = '';
  stderr.write = (part: unknown) => ((seen += String(part)), true);
  for (const isWatched of [false, true])
    for (const command of ['verify', 'export']) {
      seen = '';
      Object.assign(stderr, { isTTY: isWatched });
      await said('journal', command);
      expect([command, isWatched, seen.endsWith(`\r${size} / ${size} entries\n`)]).toEqual([command, isWatched, isWatched]);
    }
  Object.assign(stderr, { isTTY, write });
});

onServer(
  'a volume is closed by a command, which says beforehand what the next one is verified with; each is exported by its origin',
  async () => {
    const next = signer.named('journal.procura.test/2027');
    const [name = '', vkey = ''] = (await said('journal', 'close', '--dry-run')).text.split('\n').slice(-2);
    expect([name, vkey]).toEqual([`The journal would go on as ${next.name}, signed with:`, next.vkey]);
    expect(await said('journal', 'close')).toEqual({
      ...{ code: 0, text: `${origin} is closed with ${size + 1} entries; the journal goes on as ${next.name}.` },
    });
    expect(await said('journal', 'close')).toMatchObject({ code: 1, text: expect.stringContaining('the volume begun then') as string });
    const old = await said('journal', 'export', '--origin', origin);
    expect(await verify([`${old.text}\n`, `${(await said('journal', 'export')).text}\n`], ...ours)).toMatchObject({ code: 0 });
    const proof = await said('journal', 'prove', String(size), '--origin', origin);
    expect((await verify([`${proof.text}\n`], ...ours)).said).toContain('journal_closed');
    expect(await said('journal', 'prove', String(size))).toMatchObject({ code: 1 });
    const last = await said('journal', 'checkpoint', '--origin', origin, '--since', String(early.size));
    expect(await verify([`${last.text}\n`], ...ours, '--since', written(early.note, 'early'))).toMatchObject({ code: 0 });
  },
  60_000,
);

onServer('a journal that somebody changed in the database: what is broken and where, a sentence each, and the code 1', async () => {
  expect(await said('journal', 'verify')).toMatchObject({ code: 0 });
  const { rows } = await asOwner<{ id: string }>('select id::text from journal.entries order by entries.id offset 7 limit 1');
  await asOwner(`alter table journal.entries disable trigger user;
    update journal.entries set leaf = set_byte(leaf, 9, get_byte(leaf, 9) # 1) where id = ${rows[0]?.id ?? ''}`);
  const { code, text: found } = await said('journal', 'verify');
  expect([code, found.split('\n')[0]]).toEqual([1, expect.stringMatching(`^altered \\(entry ${rows[0]?.id ?? ''}, place 7\\): .+`)]);
  for (const line of found.split('\n')) expect(line).toMatch(/^[a-z ]+( \((entry \d+)?(, )?(place \d+)?\))?: [^{}\[\]]+$/);
});
