import { openChromium } from '../support/chromium.ts';
import { openHouse } from '../support/house.ts';
import { CounterInChromium } from './counter.ts';
import { inspect } from './inspection.ts';

const house = await openHouse();
const enter = await openChromium({ inspect });

test('a helper concludes a mandate with Joséphine, opens the service as her, ends it, and is refused there', async () => {
  const visitor = await enter();
  const counter = new CounterInChromium({ visitor, house, helper: await house.world.helper() });
  await counter.signIn();
  try { await counter.draft(); } catch(e) { console.log(visitor.page.url(), await visitor.words(), await visitor.page.screenshot({path:'/tmp/x.png'})); throw e; }
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
  await visitor.press('Continuer pour « Social - Santé »');
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
  expect(await visitor.words()).toContain('Vous n’êtes pas connecté·e');

  await visitor.open(`${house.url}/home?ended=1`);
  await visitor.press('Mon activité');
  expect(await visitor.words()).toContain('Fin du mandat');
  await visitor.press('Ma sécurité');
  await visitor.press('Se déconnecter');
}, 300_000);
