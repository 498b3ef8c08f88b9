import { openChromium, type Visitor } from '../support/chromium.ts';
import { openHouse } from '../support/house.ts';
import { CounterInChromium } from './counter.ts';
import { inspect } from './inspection.ts';

const house = await openHouse();
const enter = await openChromium();

test.each([
  ['العربية', 'ar', /^Yamina BENALI/, ['ar_SA']],
  ['Français facile', 'fr', /^Armand GUILLOT/, ['fr-FR']],
  ['Українська', 'uk', /^Oksana KOVALENKO/, []],
])(
  'the person reads, hears and agrees in %s',
  async (language, lang, person, heard) => {
    const visitor = await enter(inspect);
    await giveVoices(visitor);
    const counter = new CounterInChromium({ visitor, house, helper: await house.world.helper() });
    await counter.signIn();
    await counter.draft({ language, procedures: ['Social, santé', 'Logement'] });
    await counter.identify(person);
    const html = visitor.page.locator('html');
    expect(await html.getAttribute('dir')).toBe(lang === 'ar' ? 'rtl' : 'ltr');
    expect(await html.getAttribute('lang')).toMatch(new RegExp(`^${lang}`));
    expect(await hear(visitor)).toEqual(heard);
    expect(await visitor.page.locator('article').first().locator('.pictogram').count()).toBe(language === 'Français facile' ? 8 : 0);
    await visitor.page.locator('summary').first().click();
    expect(await visitor.words()).toContain('Mandat'); // the French text, for the helper to read along
    await counter.agree();
    await counter.sign();
    expect(await visitor.words()).toContain('Mandat de');
    await visitor.press('Version à imprimer');
  },
  300_000,
);

/** A device that speaks French and Arabic by itself, and Ukrainian only over the network. */
function giveVoices({ page }: Visitor): Promise<unknown> {
  return page.addInitScript(`{
    const voices = [['fr-FR', true], ['ar_SA', true], ['uk-UA', false]].map(([lang, localService]) => ({ lang, localService }));
    let under = null;
    const speak = (words) => {
      spoken.push(words.lang + ' ' + words.text);
      under = { words, ends: setTimeout(() => words.onend(), window.pace) };
    };
    const cancel = () => {
      clearTimeout(under?.ends);
      under?.words.onerror();
      under = null;
    };
    window.spoken = [];
    window.pace = 20_000; // milliseconds a sentence
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
    Object.defineProperty(window, 'speechSynthesis', { value: { getVoices: () => voices, speak, cancel } });
  }`);
}

/** Listens from the keyboard: stopped after the first words, then to the end. In which voices the whole text was heard; none: nobody offers to read it. */
async function hear({ page }: Visitor): Promise<string[]> {
  const text = page.locator('article').first();
  const button = text.locator('[data-read-aloud]');
  if (await button.isHidden()) return [];
  const words = await button.innerText();
  await button.press('Enter');
  await button.press('Enter');
  expect(await page.evaluate('spoken.splice(0).length')).toBe(1);
  await page.evaluate('(pace = 0)');
  await button.press('Enter');
  await page.locator('[data-reading]').waitFor({ state: 'detached' });
  expect(await button.innerText()).toBe(words);
  expect(await text.locator('.spoken').count()).toBe(0);
  const spoken = await page.evaluate<string[]>('spoken');
  const parts = await text.locator('h2, h3, p, li').allTextContents();
  expect(spoken.map((line) => line.slice(6))).toEqual(parts);
  return [...new Set(spoken.map((line) => line.slice(0, 5)))];
}
