import type { Locator } from 'playwright-core';
import { translator } from '../../src/http/texts.ts';
import { exportJournal } from '../../src/journal/export.ts';
import { openSigner } from '../../src/journal/note.ts';
import { findCheckpoint } from '../../src/journal/tree-store.ts';
import { TestClock } from '../support/clock.ts';
import { openChromium, type Visitor } from '../support/chromium.ts';
import { type Line, rewritten, text } from '../support/exported-journal.ts';
import { openHouse } from '../support/house.ts';
import { atHome } from '../support/own-space.ts';
import { origin, Sequencing, signer } from '../support/sequencing.ts';
import { inspect, inspectTranslation } from './inspection.ts';

const clock = new TestClock();
const house = await openHouse({ clock, settings: { JOURNAL_KEY: Buffer.alloc(32, 7).toString('base64'), JOURNAL_ORIGIN: origin } });
const enter = await openChromium();
const { context, world, url } = house;
const mandate = await world.mandate({ helper: await world.helper() });
const sequencing = new Sequencing({ ...house.database, needs: context, world, clock });
const sequencer = sequencing.start();
await sequencing.write(290); // more than a tile of the tree
await sequencing.settled(sequencer);
const early = (await findCheckpoint(context.db))?.note ?? '';
await sequencing.write(10);
await sequencing.settled(sequencer);
await sequencing.stop();
const size = (await findCheckpoint(context.db))?.size ?? 0;
const lines = await exported();
const changed = lines.map((line) => (line.index === 100 ? { ...line, leaf: line.leaf?.replace('helper', 'holper') ?? '' } : line));
const proof = await proofOfALine();

async function exported(from = 0): Promise<Line[]> {
  const all: Line[] = [];
  for await (const line of exportJournal({ db: context.db, from })) all.push(JSON.parse(line) as Line);
  return all;
}

/** As the person takes it from their record. */
async function proofOfALine(): Promise<string> {
  const browser = await atHome(context, mandate.personId);
  const record = await browser.open(`${url}/me/record`);
  return (await browser.open(url + (/\/me\/record\/\d+\/proof/.exec(record.text)?.[0] ?? ''))).text;
}

/** The page, and then no network: what it is asked to call afterwards. */
async function offline(visitor: Visitor, language = 'fr') {
  await visitor.open(`${url}/verify-proof?lang=${language}`);
  const called: string[] = [];
  visitor.page.on('request', (request) => called.push(request.url()));
  await visitor.page.context().setOffline(true);
  return called;
}

interface Given {
  readonly files: readonly string[];
  readonly since?: string;
  readonly policy?: string;
}

/** What the page says of these files, as a person gives them. */
async function judged({ page }: Visitor, { files, since, policy = signer.vkey }: Given): Promise<Locator> {
  const file = (content: string, n: number) => ({ name: `fichier-${String(n)}`, mimeType: 'text/plain', buffer: Buffer.from(content) });
  await page.locator('#files').setInputFiles(files.map(file));
  await page.locator('#since').setInputFiles(since === undefined ? [] : [file(since, 0)]);
  await page.locator('#policy').fill(policy);
  await page.locator('[data-verify-proof] button[type=submit]').click();
  await page.locator('[data-verdict]:not(.info) .notice-title').waitFor();
  return page.locator('[data-verdict]');
}

const half = lines.findIndex(({ index }) => index === 150);
// prettier-ignore
const files: readonly (readonly [string, Given, 'success' | 'danger' | 'warning', string])[] = [
  ['the proof of one line', { files: [proof] }, 'success', `est dans le journal signé par ${origin}`],
  ['a whole export', { files: [text(lines)] }, 'success', `${String(size)} inscriptions à partir de la place 0 sont bien celles signées`],
  ['an export that continues a checkpoint kept', { files: [text(lines)], since: early }, 'success', 'sont bien celles signées'],
  ['an export in two parts', { files: [text(lines.slice(0, half)), text(await exported(150))] }, 'success', 'à partir de la place 0'],
  ['a checkpoint alone', { files: [early] }, 'success', 'est signé par'],
  ['a proof moved to another place', { files: [proof.replace(/^index (\d+)$/m, (_, at) => `index ${String(Number(at) + 1)}`)] }, 'danger', 'la preuve ne mène pas à la racine signée'],
  ['an export with a letter changed', { files: [text(changed)] }, 'danger', 'L’inscription 100 a été modifiée'],
  ['an export cut off', { files: [text(lines.slice(0, -20))] }, 'danger', 'L’export s’arrête après'],
  ['an export rewritten with the key itself', { files: [text(rewritten(changed))], since: early }, 'danger', 'Deux histoires différentes ont été signées'],
  ['an export that somebody else signed', { files: [text(rewritten(lines, openSigner(origin, Buffer.alloc(32, 9))))] }, 'danger', 'Mauvaise signature'],
  ['a file that is no proof', { files: ['Bonjour'] }, 'warning', 'Impossible de juger'],
  ['nothing', { files: [] }, 'warning', 'Impossible de juger'],
  ['a proof without a key to hold it against', { files: [proof], policy: '' }, 'warning', 'donnez la clé du journal'],
];

test('with the network off the page tells what was signed from what was not, and asks nobody', async () => {
  const visitor = await enter(inspect);
  const called = await offline(visitor);
  for (const [what, given, tone, words] of files) {
    const verdict = await judged(visitor, given);
    expect([what, await verdict.getAttribute('class'), await verdict.innerText()]).toEqual([
      what,
      `notice ${tone}`,
      expect.stringContaining(words),
    ]);
  }
  expect(called).toEqual([]);
  expect(visitor.complaints()).toEqual([]);
}, 120_000);

test.each(['ar', 'fr-FALC'] as const)(
  'what a proof says is said in %s on a narrow screen',
  async (language) => {
    const visitor = await enter(inspectTranslation);
    await offline(visitor, language);
    await visitor.page.setViewportSize({ width: 320, height: 640 });
    const verdict = await judged(visitor, { files: [proof] });
    expect(await verdict.innerText()).toContain(translator(language)('journal.said.success'));
    expect(await visitor.page.evaluate<number>('document.scrollingElement.scrollWidth - innerWidth')).toBe(0);
  },
  120_000,
);
