import { day } from '../../src/clock.ts';
import { arrive, askFromAfar } from '../support/asked-from-afar.ts';
import { Browser } from '../support/browser.ts';
import { TestClock } from '../support/clock.ts';
import { openHouse } from '../support/house.ts';

const clock = new TestClock();
const house = await openHouse({ clock });
const asked = (fields: Record<string, string>) => askFromAfar(house, fields);

test.each(['used', 'over', 'withdrawn'])(
  'a link that is %s says so in the language of the request, and leads to her own space',
  async (fate) => {
    const { counter, draft, link } = await asked({ language: 'ar' });
    if (fate === 'used') await arrive(link);
    if (fate === 'over') clock.forward(22 * day);
    if (fate === 'withdrawn') await counter.browser.submit(await counter.browser.open(`${draft.url}/waiting`), '/abandonment');
    const late = await new Browser().open(link);
    expect([late.status, late.text]).toEqual([410, expect.stringMatching(/<html lang="ar" dir="rtl">/)]);
    expect(late.text).toMatch(/href="\/me"[^>]*>الذهاب إلى فضائي الخاص/);
  },
);

test('turned away at FranceConnect, she is told so in the language of the request', async () => {
  const { link } = await asked({ language: 'ar' });
  const { page } = await arrive(link, { person: 'Noé GUILLOT' });
  expect([page.status, page.text]).toEqual([403, expect.stringMatching(/<html lang="ar" dir="rtl">/)]);
});
