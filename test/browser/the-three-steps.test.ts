import { openChromium } from '../support/chromium.ts';
import { openHouse } from '../support/house.ts';
import { CounterInChromium } from './counter.ts';
import { inspect } from './inspection.ts';

const house = await openHouse();
const enter = await openChromium();

test('a helper concludes a mandate with Joséphine, opens the service as her, ends it, and is refused there', async () => {
  const visitor = await enter(inspect);
  const counter = new CounterInChromium({ visitor, house, helper: await house.world.helper() });
  await counter.signIn();
  await counter.draft();
  await counter.identify(/^Joséphine Marie ST-PIERRE/);
  await counter.agree();
  await counter.sign();
  expect(await visitor.words()).toContain('Mandat de Joséphine Marie ST-PIERRE');
  const mandate = visitor.page.url();
  await visitor.press('Version à imprimer');
  expect(await visitor.words()).toContain('Contresigné par Armand');

  await visitor.open(house.serviceUrl);
  await visitor.press('Se connecter avec un mandat Procura');
  await visitor.press('Joséphine Marie ST-PIERRE');
  await visitor.press('Continuer pour « Social, santé »');
  expect(visitor.page.url()).toBe(`${house.serviceUrl}/account`);
  expect(await visitor.words()).toContain('Espace de Joséphine Marie ST-PIERRE');
  await visitor.press('Vérifier à nouveau');
  expect(await visitor.words()).toContain('le mandat tient toujours');
  const account = visitor.page.url();

  await visitor.open(mandate);
  await visitor.press('Mettre fin au mandat');
  await visitor.check('De vive voix');
  await visitor.press('Mettre fin maintenant');
  expect(await visitor.words()).toContain('Révoqué');
  await visitor.open(`${house.serviceUrl}/account`);
  await visitor.press('Vérifier à nouveau');
  expect(await visitor.words()).toContain('Procura refuse.');
  expect(visitor.page.url()).toContain(account);
  await visitor.press('Se déconnecter');
  await visitor.open(`${house.serviceUrl}/sign-in`);
  expect(await visitor.words()).toContain('Aucune démarche possible pour ce service');
  await visitor.press('Revenir au service');
  expect(await visitor.words()).toContain('Personne n’est connecté');

  await visitor.open(`${house.url}/home?ended=1`);
  await visitor.press('Mon activité');
  expect(await visitor.words()).toContain('Fin du mandat');
  await visitor.press('Ma sécurité');
  await visitor.press('Se déconnecter');
}, 300_000);

test('by ProConnect in, by FranceConnect’s hub out: the service behind it receives Joséphine', async () => {
  const visitor = await enter(inspect);
  const organisation = await house.world.organisation({ siret: '26990012200012', name: 'CCAS de Villeneuve' });
  const helper = await house.world.helper({ organisation, email: 'claire.morel@ccas-villeneuve.example' });
  await house.world.mandate({ helper, procedures: ['social', 'logement'] });
  const counter = new CounterInChromium({ visitor, house, helper });
  await visitor.open(house.url);
  await visitor.press('Me connecter');
  await visitor.press('S’identifier avec ProConnect');
  await visitor.press(/^Claire Morel/);
  await visitor.fill('Code', await counter.code());
  await visitor.press('Valider');
  expect(await visitor.words()).toContain('Joséphine ST-PIERRE');

  await visitor.open(`${house.franceConnectUrl}/hub`);
  await visitor.check('Logement');
  await visitor.press('Se connecter avec Procura');
  await visitor.press('Joséphine ST-PIERRE');
  expect(await visitor.words()).not.toContain('Continuer pour « Social, santé »');
  await visitor.press('Continuer pour « Logement »');
  expect(await visitor.words()).toContain('FranceConnect accepte cette identité');
  await visitor.press('Se déconnecter');
  expect(await visitor.words()).toContain('Votre connexion est fermée');
}, 300_000);
