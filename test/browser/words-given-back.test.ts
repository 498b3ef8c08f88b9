import type { Page } from 'playwright-core';
import { atomically } from '../../src/db/database.ts';
import { actOnCase } from '../../src/cases/act-on-case.ts';
import { findPerson } from '../../src/people/store.ts';
import { actsIn } from '../support/acts.ts';
import { browserOf } from '../support/as-operator.ts';
import { openChromium } from '../support/chromium.ts';
import { openHouse } from '../support/house.ts';
import { PersonInChromium, readers } from './at-home.ts';
import { inspect, inspectTranslation } from './inspection.ts';

const house = await openHouse();
const enter = await openChromium();
const { context, world, url } = house;
const acts = actsIn({ needs: context, world, clock: context.clock });

type Reader = (typeof readers)[number];

/** In the reader's own letters, with a line of the other direction and a word wider than a telephone. */
const words = (language: Reader['language']) =>
  language === 'ar'
    ? `لم أكن حاضرة في ذلك اليوم.\nRéférence : ${'dossier'.repeat(20)}`
    : `Je n’étais pas au guichet ce jour-là.\nبرقية رقم ${'ملف'.repeat(40)}`;

async function arrive({ language, id }: Reader) {
  const visitor = await enter(language === 'fr' ? inspect : inspectTranslation);
  const one = new PersonInChromium({ visitor, house, language, id });
  const helper = await world.helper({ organisation: await world.organisation({ name: 'CCAS de Vesoul' }) });
  const manager = await world.helper({ organisation: helper.organisation, role: 'manager' });
  const mandate = await world.mandate({ helper, identity: one.who.identity, vouched: one.who.vouched });
  const use = await acts.use(mandate, { helper, client: await world.client() });
  await one.comeIn();
  await one.open(`/me/uses/${use.id}/contest`);
  return { one, page: visitor.page, manager, personId: mandate.personId, written: words(language) };
}

/** All of it, not a sign more, in the direction it is written, taken whole with the keyboard. */
async function canBeCopied(page: Page, written: string): Promise<void> {
  const field = page.locator('textarea[readonly]');
  expect(await field.count()).toBe(1);
  expect(await field.inputValue()).toBe(written);
  await field.focus();
  await page.keyboard.press('ControlOrMeta+a');
  const taken = await page.evaluate<{ text: string; direction: string }>(`({
    text: document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd),
    direction: getComputedStyle(document.activeElement).direction,
  })`);
  expect(taken).toEqual({ text: written, direction: /^\p{Script=Arabic}/u.test(written) ? 'rtl' : 'ltr' });
  await page.keyboard.type('x');
  expect(await field.inputValue()).toBe(written);
}

test.each(readers)(
  'in $language, what was written until the session had ended is there to copy, on a telephone too',
  async (reader) => {
    const { one, page, written } = await arrive(reader);
    await one.fill('person.case.words', written);
    await context.db('sessions').delete();
    await one.press('person.case.send');
    await one.reads('frame.typed.title');
    await one.reads('frame.typed.text');
    await canBeCopied(page, written);
    await one.picture('words-given-back');
  },
  120_000,
);

test.each(readers)(
  'in $language, what was written in answer to a case that moved meanwhile is there to copy',
  async (reader) => {
    const { one, page, manager, personId, written } = await arrive(reader);
    await one.fill('person.case.words', written);
    await one.press('person.case.send');
    const here = new URL(page.url()).pathname;
    const caseId = here.split('/').at(-1) ?? '';
    const desk = await browserOf(house, manager);
    await desk.submit(await desk.open(`${url}/manager/cases/${caseId}`), '/answer', { fields: { words: 'Vous étiez au téléphone.' } });
    await one.open(here);
    await one.fill('person.case.act.appeal.words', written);
    await atomically(context, async (work) => {
      const person = await findPerson(work.tx, work.vault, personId);
      if (person) await actOnCase(work, { caseId, actor: { role: 'person', person }, act: 'accept', words: null, publicUrl: url });
    });
    await one.press('person.case.act.appeal');
    await one.reads('frame.typed.title');
    await canBeCopied(page, written);
  },
  120_000,
);
