import { findMandate } from '../../src/mandates/store.ts';
import type { Mandate } from '../../src/mandates/mandate.ts';
import { actsIn } from '../support/acts.ts';
import { openChromium } from '../support/chromium.ts';
import { openHouse } from '../support/house.ts';
import { PersonInChromium, readers } from './at-home.ts';
import { inspect, inspectTranslation } from './inspection.ts';

const house = await openHouse();
const enter = await openChromium();
const { context, world } = house;
const acts = actsIn({ needs: context, world, clock: context.clock });
const procedures = ['famille', 'logement', 'social'] as const;

/** A mandate that a person gave to an organisation of this name. */
async function given({ who, language }: PersonInChromium, name: string) {
  const helper = await world.helper({ organisation: await world.organisation({ name }) });
  const { identity, vouched } = who;
  return { helper, mandate: await world.mandate({ helper, identity, vouched, procedures, language }) };
}

async function standing({ id }: Mandate) {
  return (await findMandate(context.db, id))?.procedures
    .filter(({ revokedAt }) => !revokedAt)
    .map(({ code }) => code)
    .sort();
}

test.each(readers)(
  'in $language, a person ends one procedure, a mandate, then all that runs: two clicks each, and it is done',
  async ({ language, id }) => {
    const person = new PersonInChromium({ visitor: await enter(language === 'fr' ? inspect : inspectTranslation), house, language, id });
    const [vesoul, lure, gray] = ['CCAS de Vesoul', 'Mairie de Lure', 'Mission locale de Gray'] as const;
    const [first, second, third] = [await given(person, vesoul), await given(person, lure), await given(person, gray)] as const;
    await acts.use(first.mandate, { helper: first.helper, client: await world.client(), procedure: 'social' });

    await person.comeIn();
    await person.picture('me');
    await person.press('person.home.open', { organisation: vesoul });
    await person.picture('me-mandate');
    await person.press('person.end.one', { procedure: person.t('terms.procedure.logement.title') });
    await person.press('person.end.submit');
    await person.reads('person.mandate.over');
    expect(await standing(first.mandate)).toEqual(['famille', 'social']);

    await person.open('/me');
    await person.press('person.home.open', { organisation: lure });
    await person.press('person.end.title');
    await person.press('person.end.submit');
    await person.reads('person.stop.done.text', { organisation: lure });
    expect([await standing(second.mandate), await standing(third.mandate)]).toEqual([[], [...procedures]]);

    await person.open('/me');
    await person.press('person.end.everything');
    await person.press('person.end.submit');
    await person.reads('person.home.none');
    expect([await standing(first.mandate), await standing(third.mandate)]).toEqual([[], []]);
    await person.open('/me/record');
    await person.picture('me-record');
  },
  120_000,
);

test('a person who leaves is out, here and at FranceConnect', async () => {
  const person = new PersonInChromium({ visitor: await enter(inspect), house, language: 'fr', id: 'gaston' });
  await person.comeIn();
  await person.press('frame.signOut');
  await person.open('/me');
  expect(new URL(person.visitor.page.url()).pathname).toBe('/me/sign-in');
  await person.press('person.signIn.action');
  expect(person.visitor.page.url()).toContain(house.franceConnectUrl); // asked who they are: no session was left there
}, 60_000);
