import { openChromium } from '../support/chromium.ts';
import { openHouse } from '../support/house.ts';
import { CounterInChromium } from './counter.ts';
import { inspect } from './inspection.ts';

const house = await openHouse();
const enter = await openChromium();

test.each([
  ['العربية', 'ar', 'rtl', /^Yamina BENALI/],
  ['Français facile', 'fr', 'ltr', /^Armand GUILLOT/],
  ['Українська', 'uk', 'ltr', /^Oksana KOVALENKO/],
])(
  'the person reads and agrees in %s',
  async (language, lang, direction, person) => {
    const visitor = await enter(inspect);
    const counter = new CounterInChromium({ visitor, house, helper: await house.world.helper() });
    await counter.signIn();
    await counter.draft({ language, procedures: ['Social, santé', 'Logement'] });
    await counter.identify(person);
    const html = visitor.page.locator('html');
    expect(await html.getAttribute('dir')).toBe(direction);
    expect(await html.getAttribute('lang')).toMatch(new RegExp(`^${lang}`));
    await visitor.page.locator('summary').first().click();
    expect(await visitor.words()).toContain('Mandat'); // the French text, for the helper to read along
    await counter.agree();
    await counter.sign();
    expect(await visitor.words()).toContain('Mandat de');
    await visitor.press('Version à imprimer');
  },
  300_000,
);
