import { after, day } from '../../src/clock.ts';
import { appointOperator } from '../support/appointed.ts';
import { openChromium } from '../support/chromium.ts';
import { openHouse } from '../support/house.ts';
import { aTeam } from '../support/managing.ts';
import { inspect } from './inspection.ts';
import { signedIn } from './signed-in.ts';

const house = await openHouse();
const enter = await openChromium();
const { world, url, context } = house;

test('a manager invites, suspends, restores, resets, names a colleague, restricts the procedures, and opens a mandate with a reason', async () => {
  const { manager, helper } = await aTeam(world);
  const mandate = await world.mandate({ helper });
  const visitor = await signedIn(await enter(inspect), house, manager);
  await visitor.open(`${url}/manager`);
  await visitor.press('Inviter des personnes');
  await visitor.fill('Personnes à inviter', 'Lina;Nguyen;lina@ccas.example\n=cmd();X;x@ccas.example');
  await visitor.press('Envoyer');
  expect(await visitor.words()).toContain('Ligne 2');
  await visitor.fill('Personnes à inviter', 'Lina;Nguyen;lina@ccas.example');
  await visitor.press('Envoyer');
  expect(await visitor.words()).toContain('lina@ccas.example');

  const reason = 'Absence prolongée jusqu’en mars.';
  const here = `${url}/manager/helpers/${helper.id}`;
  await visitor.open(here);
  await visitor.press('Suspendre');
  await visitor.page.locator('#reason').fill(reason);
  await visitor.press('Suspendre');
  expect(await visitor.words()).toContain('Suspendu');
  await visitor.press('Rétablir l’accès');
  await visitor.press('Rétablir l’accès');
  await visitor.press('Réinitialiser la vérification');
  await visitor.page.locator('#reason').fill('Téléphone perdu.');
  await visitor.press('Réinitialiser la vérification');
  await visitor.press('Nommer référent');
  await visitor.press('Nommer référent');
  expect(await visitor.words()).toContain('Retirer le rôle de référent');

  await visitor.open(`${url}/manager/procedures`);
  await visitor.page.getByLabel('Justice', { exact: true }).uncheck();
  await visitor.press('Enregistrer');
  expect(await visitor.page.getByLabel('Justice', { exact: true }).isChecked()).toBe(false);

  await visitor.open(`${url}/manager/mandates`);
  await visitor.press(/avec un motif/);
  await visitor.page.getByRole('radio').first().check();
  await visitor.page.locator('#reason').fill('Sa fille conteste un acte.');
  await visitor.press('Ouvrir');
  expect(await visitor.words()).toContain('ST-PIERRE');
  const told = (await house.takeMessages()).filter(({ to }) => to === helper.email).map(({ text }) => text);
  expect(told.join()).toContain(reason);
  expect(visitor.page.url()).toContain(mandate.id);
}, 300_000);

test('two operators: what one asks, a withdrawal or a hub, the other approves; one alone withdraws a suspended helper', async () => {
  const [{ helper }, suspended] = [await aTeam(world), await world.helper({ suspendedAt: context.clock.now() })];
  const odile = await signedIn(await enter(inspect), house, await appointOperator(context));
  const karim = await signedIn(await enter(inspect), house, await appointOperator(context));
  await odile.open(`${url}/operator/organisations/${helper.organisation.id}`);
  await odile.fill('Pourquoi', 'Fausse déclaration.');
  await odile.press('Demander le retrait de l’habilitation');
  expect(await odile.words()).toContain('un autre exploitant doit approuver');
  await karim.open(`${url}/operator/requests`);
  await karim.press('Approuver');
  await karim.open(`${url}/operator/organisations/${helper.organisation.id}`);
  expect(await karim.words()).toContain('Habilitation retirée le');

  await odile.open(`${url}/operator/clients/hub`);
  await odile.fill('Identifiant', 'franceconnect');
  await odile.fill('Nom', 'FranceConnect');
  await odile.fill('Adresses de retour', 'https://fc.example/callback');
  await odile.press('Demander l’approbation');
  await karim.open(`${url}/operator/requests`);
  await karim.press('Approuver');
  expect(await karim.words()).toContain('Il ne sera plus jamais montré');

  await odile.open(`${url}/operator/accounts`);
  await odile.fill('Pourquoi', 'Fraude établie.');
  await odile.press('Retirer l’habilitation');
  expect(await odile.words()).not.toContain(suspended.familyName);
}, 300_000);

test('a manager asks for the certification to last longer, an operator accepts until a day, and that day is the new end', async () => {
  const end = after(context.clock.now(), 50 * day);
  const organisation = await world.organisation({ siret: '21700122500010', name: 'Mairie de Champlitte', certificationExpiresAt: end });
  const manager = await signedIn(await enter(inspect), house, await world.helper({ organisation, role: 'manager' }));
  await manager.open(`${url}/manager`);
  await manager.press('Voir l’habilitation');
  await manager.press('Demander le renouvellement');
  await manager.press('La structure');
  expect(await manager.page.getByLabel('Nom de la structure').inputValue()).toBe(organisation.name);
  await manager.fill('Code postal', '70600');
  await manager.fill('Commune', 'Champlitte');
  await manager.press('Enregistrer');
  await manager.press('Les déclarations');
  for (const box of await manager.page.getByRole('checkbox').all()) await box.check();
  await manager.press('Enregistrer');
  await manager.press('Envoyer la demande');
  expect(await manager.words()).toContain('Renouvellement demandé');

  const operator = await signedIn(await enter(inspect), house, await appointOperator(context));
  const year = String(end.getFullYear() + 2);
  await operator.open(`${url}/operator`);
  await operator.press('Demandes d’habilitation');
  await operator.press(organisation.name);
  await operator.check('Accepter');
  await operator.fill('Habilitée jusqu’au (facultatif)', `${year}-06-30`);
  await operator.page.locator('#answer').fill('Merci pour ces trois années.');
  await operator.press('Répondre');

  await manager.open(`${url}/manager/certification`);
  expect(await manager.words()).toMatch(new RegExp(`Jusqu’au 30 juin ${year} .*Renouvellement accepté .*Merci pour ces trois années`));
}, 300_000);
