import { atomically } from '../../src/db/database.ts';
import { translator } from '../../src/http/texts.ts';
import { useMandate } from '../../src/mandates/use-mandate.ts';
import { TestClock } from '../support/clock.ts';
import { openChromium } from '../support/chromium.ts';
import { openHouse } from '../support/house.ts';
import { atHome } from '../support/own-space.ts';
import { Sequencing, signer } from '../support/sequencing.ts';
import { inspect, inspectWithoutScripts } from './inspection.ts';

const clock = new TestClock();
const house = await openHouse({
  clock,
  settings: { JOURNAL_KEY: Buffer.alloc(32, 7).toString('base64'), JOURNAL_ORIGIN: signer.name },
});
const enter = await openChromium();
const { context, world, url } = house;
const helper = await world.helper();
const client = await world.client();
const mandate = await world.mandate({ helper });
const acting = { organisationId: helper.organisation.id, helperId: helper.id, secondFactorAt: context.clock.now() };
await atomically(context, (work) => useMandate(work, { ...acting, mandateId: mandate.id, procedure: 'papiers', client }));
const sequencing = new Sequencing({ ...house.database, needs: context, world, clock });
await sequencing.settled(sequencing.start());
await sequencing.stop();

async function atHomeInChromium(options: { javaScriptEnabled?: boolean; viewport?: { width: number; height: number } } = {}) {
  const visitor = await enter(options.javaScriptEnabled === false ? inspectWithoutScripts : inspect, options);
  const cookies = (await atHome(context, mandate.personId)).cookies;
  const [[name, value] = ['', '']] = [...cookies];
  await visitor.page.context().addCookies([{ name, value, url }]);
  return visitor;
}

test.each(['fr', 'ar', 'fr-FALC'] as const)(
  'all the lines of the record are checked on the page itself in %s, as those of a mandate are',
  async (language) => {
    const t = translator(language);
    const visitor = await atHomeInChromium({ viewport: { width: 320, height: 640 } });
    for (const page of ['/me/record', `/me/mandates/${mandate.id}`]) {
      await visitor.open(`${url}${page}?lang=${language}`);
      const all = await visitor.page.locator('[data-sealed]').count();
      expect(all).toBeGreaterThan(0);
      await visitor.page.getByRole('button', { name: t('person.proof.all') }).click();
      await visitor.page.getByText(t('person.proof.counted', { count: all, all })).waitFor();
      expect(await visitor.page.locator('[data-sealed] .success').count()).toBe(all);
      await inspect(visitor);
    }
  },
  120_000,
);

test.each(['fr', 'ar', 'fr-FALC'] as const)(
  'what is kept and how to take it away is read in %s on a narrow screen',
  async (language) => {
    const visitor = await atHomeInChromium({ viewport: { width: 320, height: 640 } });
    await visitor.open(`${url}/me/data?lang=${language}`);
    expect(await visitor.words()).toContain(translator(language)('person.data.take.pdf'));
  },
  120_000,
);

test('a line that says something else than its proof is found out, as is another’s key, or a proof that is none', async () => {
  const t = translator('fr');
  const visitor = await atHomeInChromium();
  await visitor.open(`${url}/me/record`);
  const [said, button] = ['[role=status]', 'button'].map((part) => visitor.page.locator('[data-sealed]').first().locator(part));
  if (!said || !button) throw new Error('a line has its button');
  await visitor.page.evaluate(() => {
    const line = document.querySelector<HTMLElement>('[data-sealed]');
    if (line) line.dataset['sealed'] = (line.dataset['sealed'] ?? '').replace(/2026-/, '2025-');
  });
  await button.click();
  await said.getByText(t('person.proof.differs')).waitFor();
  await visitor.page.locator('summary').click();
  await visitor.page.locator('#journal-key').fill(signer.vkey.replace(/.$/, 'A'));
  await button.click();
  await said.locator('.hint').waitFor();
  expect(await said.getAttribute('class')).not.toContain('success');
  await visitor.page.locator('#journal-key').fill(signer.vkey);
  await visitor.page.route('**/proof', (route) => route.fulfill({ body: 'c2sp.org/tlog-proof@v1\nextra AA\n' }));
  await button.click();
  await said.getByText(t('person.proof.unable')).waitFor();
}, 120_000);

test('without scripts the proof is a file, and the page that reads it is a link', async () => {
  const visitor = await atHomeInChromium({ javaScriptEnabled: false });
  await visitor.open(`${url}/me/record`);
  const t = translator('fr');
  expect(await visitor.words()).toContain(t('person.record.take'));
  expect(await visitor.words()).not.toContain(t('person.proof.all'));
}, 120_000);
