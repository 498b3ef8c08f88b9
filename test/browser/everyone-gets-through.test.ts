import { openChromium } from '../support/chromium.ts';
import { openHouse } from '../support/house.ts';
import { CounterInChromium } from './counter.ts';
import { focused, tabTo } from './focus.ts';
import { inspect, inspectWithoutScripts } from './inspection.ts';

const house = await openHouse();
const enter = await openChromium();
const walk = 300_000;

test(
  'without JavaScript the three steps are the same',
  async () => {
    const visitor = await enter(inspectWithoutScripts, { javaScriptEnabled: false });
    const counter = new CounterInChromium({ visitor, house, helper: await house.world.helper() });
    await counter.signIn();
    await counter.draft();
    await counter.identify(/^Joséphine Marie ST-PIERRE/);
    await counter.agree();
    await counter.sign();
    const mandate = visitor.page.url();
    await visitor.open(`${house.serviceUrl}/sign-in`);
    await visitor.fill('Chercher une personne', 'st-pierre');
    await visitor.press('Rechercher');
    await visitor.press('Joséphine Marie ST-PIERRE');
    await visitor.press('Continuer pour « Social, santé »');
    expect(await visitor.words()).toContain('Espace de Joséphine Marie ST-PIERRE');
    await visitor.open(mandate);
    await visitor.press('Mettre fin : Social, santé');
    await visitor.check('Par lettre');
    await visitor.press('Mettre fin maintenant');
    expect(await visitor.words()).toContain('Révoqué');
    await visitor.open(`${house.serviceUrl}/account`);
    await visitor.press('Vérifier à nouveau');
    expect(await visitor.words()).toContain('Procura refuse.');
  },
  walk,
);

test(
  'with the keyboard alone one signs in, and always sees where one is',
  async () => {
    const visitor = await enter(inspect);
    const { keyboard } = visitor.page;
    const counter = new CounterInChromium({ visitor, house, helper: await house.world.helper() });
    await visitor.open(`${house.url}/sign-in`);
    await keyboard.press('Tab');
    expect(await focused(visitor)).toMatchObject({ words: 'Aller au contenu', shown: true });
    await keyboard.press('Enter');
    expect(await focused(visitor)).toMatchObject({ id: 'main' });
    await tabTo(visitor, { id: 'email' });
    await keyboard.type(counter.helper.email);
    await visitor.going(() => keyboard.press('Enter'));
    await visitor.open(await counter.mailedLink());
    await tabTo(visitor, { words: 'Continuer' });
    await visitor.going(() => keyboard.press('Enter'));
    await tabTo(visitor, { id: 'code' });
    await keyboard.type(await counter.code());
    await visitor.going(() => keyboard.press('Enter'));
    expect(visitor.page.url()).toBe(`${house.url}/home`);
    await tabTo(visitor, { words: 'Mon activité' });
    await visitor.going(() => keyboard.press('Enter'));
    expect(await visitor.words()).toContain('Connexion');
  },
  walk,
);

test(
  'after a mistake one stands before its summary, and each line leads to its field',
  async () => {
    const visitor = await enter(inspect);
    const counter = new CounterInChromium({ visitor, house, helper: await house.world.helper() });
    const leads = async (words: string, id: string) => {
      expect(await focused(visitor)).toMatchObject({ id: '', summary: true });
      await visitor.page.getByRole('link', { name: words }).click();
      expect(await focused(visitor)).toMatchObject({ id });
    };
    await visitor.open(`${house.url}/sign-in`);
    await visitor.press('Recevoir un lien');
    await leads('Écrivez une adresse électronique', 'email');
    await counter.signIn();
    await visitor.open(`${house.url}/mandates/new`);
    await visitor.press('Continuer');
    await leads('Choisissez au moins une démarche.', 'procedures');
    await visitor.page.getByRole('link', { name: 'Choisissez une durée.' }).click();
    expect(await focused(visitor)).toMatchObject({ id: 'duration' });
    await counter.draft();
    await counter.identify(/^Armand GUILLOT/);
    await visitor.press('Je donne ce mandat');
    await leads('Cochez la case', 'consent');
    await counter.agree();
    await visitor.press('Signer le mandat');
    await leads('Confirmez que vous avez donné ces explications.', 'explained');
    const [signature = ''] = visitor.page.url().split('#');
    await visitor.check('J’ai expliqué à la personne ce mandat, ses droits et comment y mettre fin.');
    await visitor.fill('Votre code à 6 chiffres', await counter.code());
    await visitor.going(() => visitor.page.getByRole('button', { name: 'Signer le mandat' }).dblclick());
    expect(await visitor.words()).toContain('Mandat de Armand GUILLOT');
    const mandate = visitor.page.url();
    await visitor.open(signature);
    expect(visitor.page.url()).toBe(mandate);
  },
  walk,
);

test(
  'what everyone may read, and a page that is not there, in French and in English',
  async () => {
    const visitor = await enter(inspect);
    for (const path of ['/', '/sign-in', '/help', '/privacy', '/accessibility', '/nowhere']) {
      await visitor.open(house.url + path);
      await visitor.open(`${house.url}${path}?lang=en`);
      expect(await visitor.page.locator('html').getAttribute('lang')).toBe('en');
      await visitor.press('Français');
    }
  },
  walk,
);
