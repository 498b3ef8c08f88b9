import { atomically } from '../../src/db/database.ts';
import { translator } from '../../src/http/texts.ts';
import { readStopCode } from '../../src/mandates/keep-stop-code.ts';
import { mandatePdf } from '../../src/mandates/paper-pdf.ts';
import { printMandate } from '../../src/mandates/print-paper.ts';
import { viewMandate } from '../../src/mandates/view-mandate.ts';
import { openChromium } from '../support/chromium.ts';
import { openHouse } from '../support/house.ts';
import { inspect, inspectWithoutScripts } from './inspection.ts';

const house = await openHouse();
const enter = await openChromium();
const { context, world } = house;

async function paperOf(language: 'fr' | 'ar' | 'fr-FALC') {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper, language, procedures: ['social', 'argent'] });
  return atomically(context, async (work) => {
    const view = await viewMandate(work, { mandateId: mandate.id, helper, organisation: helper.organisation });
    const stopCode = (await readStopCode(work, { mandateId: mandate.id, person: view.person })) ?? '';
    return { mandate, stopCode, paper: await printMandate(work, view) };
  });
}

test.each(['fr', 'ar', 'fr-FALC'] as const)(
  'whoever holds the paper stops the mandate in %s, by the page alone',
  async (language) => {
    const t = translator(language);
    const { stopCode } = await paperOf(language);
    const visitor = await enter(inspect);
    await visitor.open(`${house.url}/stop?lang=${language}`);
    await visitor.fill(t('person.stop.code'), 'ABCD');
    await visitor.press(t('person.stop.go'));
    expect(await visitor.words()).toContain(t('person.stop.code.typo').replace('\u00a0', ' '));
    await visitor.fill(t('person.stop.code'), stopCode);
    await visitor.press(t('person.stop.go'));
    await visitor.press(t('person.stop.confirm.yes'));
    expect(await visitor.words()).toContain(t('person.stop.done.title'));
  },
  120_000,
);

test.each(['fr', 'ar', 'fr-FALC'] as const)(
  'a square and a file are checked in %s with the network off, and altered ones are found out',
  async (language) => {
    const t = translator(language);
    const { paper, mandate } = await paperOf(language);
    const { signed } = paper;
    const visitor = await enter(inspect);
    await visitor.open(`${house.url}/verify?lang=${language}`);
    await visitor.page.context().setOffline(true);
    const said = visitor.page.locator('[data-verdict]');
    await visitor.fill(t('person.verify.square'), `${house.url}/verify?paper=${signed}`);
    await visitor.page
      .getByRole('button', { name: t('person.verify.submit') })
      .first()
      .click();
    await said.getByText(t('person.verify.signed.title')).waitFor();
    expect(await said.innerText()).toContain(mandate.id);
    expect(await said.innerText()).toContain(t('terms.procedure.social.title'));
    await visitor.fill(t('person.verify.square'), signed.replace('.e', '.f'));
    await visitor.page
      .getByRole('button', { name: t('person.verify.submit') })
      .first()
      .click();
    await said.getByText(t('person.verify.fault.altered')).waitFor();
    const file = await mandatePdf(paper, { publicUrl: house.url });
    const chosen = (buffer: Buffer) => ({ name: 'mandat.pdf', mimeType: 'application/pdf', buffer });
    await visitor.page.getByLabel(t('person.verify.file'), { exact: true }).setInputFiles(chosen(file));
    await said.getByText(t('person.verify.signed.whole')).waitFor();
    expect(await said.innerText()).toContain(mandate.id);
    const swapped = file.toString('latin1').replace(/\/Kids \[(\d+ 0 R)(.*?)\]/, '/Kids [$1 $1]');
    await visitor.page.getByLabel(t('person.verify.file'), { exact: true }).setInputFiles(chosen(Buffer.from(swapped, 'latin1')));
    await said.getByText(t('person.verify.fault.changed')).waitFor();
    await visitor.page.context().setOffline(false);
  },
  120_000,
);

test('a square that is scanned opens a page that says it all, without JavaScript too', async () => {
  const { paper } = await paperOf('fr');
  const visitor = await enter(inspectWithoutScripts, { javaScriptEnabled: false });
  await visitor.open(`${house.url}/verify?paper=${paper.signed}`);
  for (const words of ['Ce papier vient de Procura', 'Social, santé', 'Le mandat vaut jusqu’au'])
    expect(await visitor.words()).toContain(words);
}, 60_000);
