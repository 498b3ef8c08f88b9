import { villeneuve } from '../support/applicant.ts';
import { appointOperator } from '../support/appointed.ts';
import { openChromium, type Visitor } from '../support/chromium.ts';
import { openHouse } from '../support/house.ts';
import { signedIn } from './signed-in.ts';
import { inspect } from './inspection.ts';

const house = await openHouse();
const enter = await openChromium();
const mailbox = 'direction@villeneuve.example';

async function mailed(to: string, path: string): Promise<string> {
  const mails = (await house.takeMessages()).filter((mail) => mail.to === to);
  return new RegExp(`https?:\\S+/${path}/\\S+`).exec(mails.map(({ text }) => text).join('\n'))?.[0] ?? '';
}

test('an organisation applies, comes back by its mail, corrects what was asked, is accepted, and its people come', async () => {
  const applicant = await enter(inspect);
  await begins(applicant);
  await describesItself(applicant);
  await applicant.press('Quitter la demande sur cet appareil');

  await asksForALink(applicant); // on another day
  expect(await applicant.words()).toMatch(/La structure Rempli/);
  await namesItsPeople(applicant);
  await declares(applicant);
  await applicant.press('Envoyer la demande');
  expect(await applicant.words()).toContain('Envoyée');
  await house.takeMessages();

  const operator = await signedIn(await enter(inspect), house, await appointOperator(house.context));
  await operator.open(`${house.url}/operator`);
  await operator.press('Demandes d’habilitation');
  await operator.press('CCAS de Villeneuve');
  await answers(operator, 'Demander des changements', 'Il manque le téléphone de l’accueil.');

  await applicant.open(await mailed(mailbox, 'apply/link'));
  await applicant.press('Ouvrir ma demande');
  expect(await applicant.words()).toContain('Il manque le téléphone de l’accueil.');
  await applicant.press('La structure');
  await applicant.fill('Téléphone de l’accueil (facultatif)', '03 84 00 00 00');
  await applicant.press('Enregistrer');
  await applicant.fill('Votre message', 'C’est corrigé.');
  await applicant.press('Envoyer le message');
  await applicant.press('Renvoyer la demande');

  await operator.open(operator.page.url());
  expect(await operator.words()).toContain('C’est corrigé.');
  await answers(operator, 'Accepter', 'Bienvenue.');
  expect(await operator.words()).toContain('Acceptée');
  await comesIn(await enter(inspect));
}, 300_000);

async function begins(visitor: Visitor): Promise<void> {
  await visitor.open(`${house.url}/apply`);
  await visitor.fill('Votre adresse électronique professionnelle', 'personne');
  await visitor.press('Recevoir le lien');
  expect(await visitor.words()).toContain('Une réponse est à corriger');
  await asksForALink(visitor);
}

async function asksForALink(visitor: Visitor): Promise<void> {
  await visitor.open(`${house.url}/apply`);
  await visitor.fill('Votre adresse électronique professionnelle', mailbox);
  await visitor.press('Recevoir le lien');
  await visitor.open(await mailed(mailbox, 'apply/link'));
  await visitor.press('Ouvrir ma demande');
}

async function describesItself(visitor: Visitor): Promise<void> {
  await visitor.press('Continuer');
  await visitor.fill('Numéro SIRET', '732 829 320 00075');
  await visitor.fill('Nom de la structure', villeneuve.name);
  await visitor.page.getByLabel('Type de structure').selectOption('CCAS');
  await visitor.fill('Numéro et rue', villeneuve.address);
  await visitor.fill('Code postal', villeneuve.postalCode);
  await visitor.fill('Commune', villeneuve.city);
  await visitor.press('Enregistrer');
  expect(await visitor.page.getByLabel('Nom de la structure').inputValue()).toBe(villeneuve.name); // the key is wrong, nothing typed is lost
  await visitor.fill('Numéro SIRET', villeneuve.siret);
  await visitor.press('Enregistrer');
}

async function namesItsPeople(visitor: Visitor): Promise<void> {
  await visitor.press('Le référent ou la référente');
  await visitor.fill('Prénom', 'Solange');
  await visitor.fill('Nom', 'Arnaud');
  await visitor.page.getByLabel(/^Adresse électronique/).fill('solange@ccas.example');
  await visitor.fill('Téléphone professionnel', '03 84 00 00 01');
  await visitor.press('Enregistrer');
  await visitor.press('Les aidants');
  await visitor.fill('Collez la liste', 'Odette;Le Goff;odette@ccas.example\n=cmd();X;x@ccas.example');
  await visitor.press('Ajouter la liste');
  expect(await visitor.words()).toContain('1 ligne ajoutée, 1 ligne à corriger');
  await visitor.press('J’ai fini');
}

async function declares(visitor: Visitor): Promise<void> {
  await visitor.press('Les déclarations');
  for (const box of await visitor.page.getByRole('checkbox').all()) await box.check();
  await visitor.press('Enregistrer');
}

async function answers(operator: Visitor, decision: string, words: string): Promise<void> {
  await operator.check(decision);
  await operator.page.locator('#answer').fill(words);
  await operator.press('Répondre');
}

/** A helper of the list answers from their own mailbox. */
async function comesIn(helper: Visitor): Promise<void> {
  await helper.open(await mailed('odette@ccas.example', 'invitation'));
  expect(await helper.words()).toContain('CCAS de Villeneuve vous invite');
  await helper.press('Accepter l’invitation');
  await helper.open(await mailed('odette@ccas.example', 'sign-in/link'));
  await helper.press('Continuer');
  expect(new URL(helper.page.url()).pathname).toBe('/account/second-factor');
}
