import { openChromium } from '../support/chromium.ts';
import { openHouse } from '../support/house.ts';
import { PersonInChromium, readers } from './at-home.ts';
import { inspect } from './inspection.ts';

const house = await openHouse();
const enter = await openChromium();

test.each(readers)(
  'what FranceConnect says of somebody is asked for anew from what is known of them, in $language',
  async (reader) => {
    const person = new PersonInChromium({ visitor: await enter(inspect), house, ...reader });
    await person.comeIn();
    await person.open('/me/data');
    await person.press('person.data.right.submit');
    await person.identify();
    await person.reads('person.data.title');
    expect(person.visitor.page.url()).toBe(`${house.url}/me/data`);
  },
  60_000,
);
