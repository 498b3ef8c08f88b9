import { actsIn } from '../support/acts.ts';
import { browserOf } from '../support/as-operator.ts';
import { openChromium } from '../support/chromium.ts';
import { Counter } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { linkIn, wordsIn } from '../support/mailed.ts';
import { PersonInChromium, readers } from './at-home.ts';
import { inspect, inspectTranslation } from './inspection.ts';

const house = await openHouse();
const enter = await openChromium();
const { context, world, url } = house;
const acts = actsIn({ needs: context, world, clock: context.clock });

type Reader = (typeof readers)[number];

async function person({ language, id }: Reader): Promise<PersonInChromium> {
  return new PersonInChromium({ visitor: await enter(language === 'fr' ? inspect : inspectTranslation), house, language, id });
}

/** On the page of the terms, as one who is under nobody's protection. */
async function agrees({ visitor }: PersonInChromium): Promise<void> {
  await visitor.page.locator('#protection').check();
  await visitor.page.locator('#consent').check();
  await visitor.going(() => visitor.page.locator('button[name=answer][value=yes]').click());
}

test.each(readers)(
  'in $language, a person contests a use, reads the answer, and says it will do',
  async (reader) => {
    const one = await person(reader);
    const helper = await world.helper({ organisation: await world.organisation({ name: 'CCAS de Vesoul' }) });
    const manager = await world.helper({ organisation: helper.organisation, role: 'manager' });
    const { identity, vouched } = one.who;
    await acts.use(await world.mandate({ helper, identity, vouched }), { helper, client: await world.client() });

    await one.comeIn();
    await one.press('person.case.title');
    await one.press('person.case.open');
    await one.press('person.case.send');
    await one.reads('person.case.words.missing');
    await one.fill('person.case.words', 'Je n’étais pas au guichet ce jour-là.');
    await one.press('person.case.send');
    await one.reads('person.case.step.open');
    const here = new URL(one.visitor.page.url());

    const desk = await browserOf(house, manager);
    const asked = await desk.open(`${url}/manager/cases/${here.pathname.split('/').at(-1) ?? ''}`);
    await desk.submit(asked, '/answer', { fields: { words: 'Vous étiez au téléphone avec Armand.' } });

    await one.open(here.pathname);
    await one.reads('person.case.state.answered');
    expect(await one.visitor.words()).toContain('Vous étiez au téléphone avec Armand.');
    await one.picture('me-case');
    await one.press('person.case.act.accept');
    await one.reads('person.case.state.closed');
  },
  120_000,
);

test.each(readers)(
  'in $language, a person adds a number, confirms it with the code it received, and chooses how to be told',
  async (reader) => {
    const one = await person(reader);
    const number = `+3363998121${String(readers.indexOf(reader))}`;
    await one.comeIn();
    await one.press('frame.nav.messages');
    await house.takeMessages();
    await one.fill('person.contacts.address', number);
    await one.press('person.contacts.add.submit');
    await one.reads('person.contacts.waiting');
    const code = await wordsIn(house, /\b\d{6}\b/);
    const added = one.visitor.page.locator('section.card', { hasText: number });
    await added.getByLabel(one.t('person.contacts.code')).fill(code === '000000' ? '111111' : '000000');
    await one.visitor.going(() => added.getByRole('button', { name: one.t('person.contacts.code.submit'), exact: true }).click());
    await one.reads('person.contacts.mistake.code');
    await added.getByLabel(one.t('person.contacts.code')).fill(code);
    await one.visitor.going(() => added.getByRole('button', { name: one.t('person.contacts.code.submit'), exact: true }).click());
    expect(await added.innerText()).toContain(one.t('person.contacts.confirmed'));
    await one.check('person.contacts.rhythm.weekly');
    await one.press('person.contacts.how.submit');
    expect(await one.visitor.page.getByLabel(one.t('person.contacts.rhythm.weekly')).isChecked()).toBe(true);
    await one.picture('me-contacts');
  },
  120_000,
);

test.each(readers)(
  'in $language, a person finds an organisation by its town and offers it a mandate, which begins when it accepts',
  async (reader) => {
    const one = await person(reader);
    const town = { fr: 'Ambert', ar: 'Cahors', 'fr-FALC': 'Dieppe' }[reader.language];
    const organisation = await world.organisation({ name: `Maison commune ${reader.id}`, address: `3 rue du Pont, 70400 ${town}` });
    const counter = new Counter(house, await world.helper({ organisation }));
    await one.comeIn();
    await one.press('person.offer.title');
    await one.fill('person.offer.search', town);
    await one.visitor.going(() => one.visitor.page.getByLabel(one.t('person.offer.search')).press('Enter'));
    await one.press('person.offer.choose', { organisation: organisation.name });
    await one.press('person.offer.next');
    await one.reads('person.offer.procedures.missing');
    await one.check('terms.procedure.social.title');
    await one.check('person.offer.duration.month');
    await one.press('person.offer.next');
    await one.press('person.request.submit');
    await one.identify();
    await one.reads('person.agreement.title');
    await agrees(one);
    await one.reads('person.offer.waiting.title');

    const home = await counter.signIn();
    const [path = ''] = /\/offers\/[0-9a-f-]{36}/.exec(home.text) ?? [];
    await counter.sign(await counter.browser.open(url + path));
    await one.open('/me');
    await one.press('person.home.open', { organisation: organisation.name });
    await one.reads('person.mandate.runs');
  },
  120_000,
);

test.each(readers)(
  'in $language, a person asked from afar answers on their own device, by the link alone',
  async (reader) => {
    const one = await person(reader);
    const counter = new Counter(house, await world.helper({ organisation: await world.organisation({ name: 'Mairie de Lure' }) }));
    await counter.signIn();
    const draft = await counter.draft({ language: reader.language });
    await counter.browser.submit(await counter.browser.open(`${draft.url}/request`), '/request', {
      fields: { address: `${reader.id}@example.fr` },
    });
    await one.open(await linkIn(house, /\/requests\/[\w-]{43}/));
    await one.reads('person.request.title', { organisation: counter.helper.organisation.name });
    await one.press('person.request.submit');
    await one.identify();
    await one.reads('terms.procedure.social.title');
    await one.picture('me-agreement');
    await agrees(one);
    await one.reads('person.answered.awaiting_helper.title');
    await counter.sign(await counter.browser.open(draft.url));
    await one.open(new URL(one.visitor.page.url()).pathname);
    await one.reads('person.answered.active.title');
  },
  120_000,
);
