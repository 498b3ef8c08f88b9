import type { Page } from 'playwright-core';
import { openChromium } from '../support/chromium.ts';
import { openHouse } from '../support/house.ts';
import { CounterInChromium } from './counter.ts';
import { inspect } from './inspection.ts';

const house = await openHouse();
const enter = await openChromium();

test('a helper registers a passkey, signs in and signs a mandate with it, and sees where they are signed in', async () => {
  const visitor = await enter(inspect);
  const counter = new CounterInChromium({ visitor, house, helper: await house.world.helper() });
  await givesSecurityKey(visitor.page);
  await counter.signIn();
  await visitor.press('Ma sécurité');
  await visitor.press('Ajouter une clé d’accès');
  await visitor.fill('Nom de cette clé', 'Clé bleue');
  await visitor.press('Enregistrer cette clé d’accès');
  expect(visitor.page.url()).toBe(`${house.url}/factors`);
  await visitor.press('Créer mes codes de secours');
  await visitor.press('Je les ai notés');
  expect(await visitor.words()).toContain('Il vous en reste 10');
  expect(await visitor.words()).toMatch(/Linux \(cet appareil\)/);

  await visitor.press('Se déconnecter');
  await visitor.open(`${house.url}/sign-in`);
  await visitor.fill('Adresse électronique professionnelle', counter.helper.email);
  await visitor.press('Recevoir un lien');
  await visitor.open(await counter.mailedLink());
  await visitor.press('Continuer');
  await visitor.press('Utiliser ma clé d’accès');
  expect(visitor.page.url()).toBe(`${house.url}/home`);

  await counter.draft();
  await counter.identify(/^Joséphine Marie ST-PIERRE/);
  await counter.agree();
  await visitor.check('J’ai expliqué à la personne ce mandat, ses droits et comment y mettre fin.');
  await visitor.press('Utiliser ma clé d’accès');
  expect(visitor.page.url()).toMatch(/\/mandates\/[0-9a-f-]+$/);
}, 300_000);

/** A security key in the USB port, touched whenever it asks. */
async function givesSecurityKey(page: Page): Promise<void> {
  const devices = await page.context().newCDPSession(page);
  await devices.send('WebAuthn.enable');
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'usb', hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
  });
}
