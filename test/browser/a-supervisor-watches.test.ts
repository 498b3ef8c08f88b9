import { minute } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { dayOf } from '../../src/http/paris.ts';
import { useMandate } from '../../src/mandates/use-mandate.ts';
import { closeBy } from '../../src/journal/close-volume.ts';
import { setProgress, listVerifications } from '../../src/supervision/verification-store.ts';
import { runVerification } from '../../src/supervision/verify-journal.ts';
import { watchJournal } from '../../src/supervision/watch-journal.ts';
import { appointOmbudsman, appointSupervisor } from '../support/appointed.ts';
import { TestClock } from '../support/clock.ts';
import { openChromium, type Visitor } from '../support/chromium.ts';
import { openHouse } from '../support/house.ts';
import { origin, Sequencing, signer } from '../support/sequencing.ts';
import { closed } from '../support/volumes.ts';
import { inspect } from './inspection.ts';
import { signedIn } from './signed-in.ts';

const clock = new TestClock(new Date().toISOString());
const house = await openHouse({ clock, settings: { JOURNAL_KEY: Buffer.alloc(32, 7).toString('base64'), JOURNAL_ORIGIN: origin } });
const enter = await openChromium();
const { context, world, url } = house;
const sequencing = new Sequencing({ ...house.database, needs: context, world, clock });
const sequencer = sequencing.start(closeBy(context, { rule: 'command', patience: 200 }));

/** A mandate of Vesoul, used the moment it was signed. */
const organisation = await world.organisation({ name: 'CCAS de Vesoul', territory: '70' });
const helper = await world.helper({ organisation });
const mandate = await world.mandate({ helper });
const client = await world.client();
const acting = { helperId: helper.id, organisationId: organisation.id, secondFactorAt: clock.now() };
const { use } = await atomically(context, (work) => useMandate(work, { ...acting, mandateId: mandate.id, procedure: 'papiers', client }));
await sequencing.settled(sequencer);
await watchJournal(context);
await sequencing.settled(sequencer);

const staff = await appointSupervisor(context, '70');
const supervisor = await signedIn(await enter(inspect), house, staff);
const { page } = supervisor;

async function begin(door: string): Promise<Visitor> {
  await supervisor.open(`${url}/supervision`);
  return supervisor.press(door);
}

test('a supervisor searches, states why, and reads the story of a use from the mandate to its end', async () => {
  await begin('Chercher dans le journal');
  await page.getByText('Préciser la recherche').click();
  await page.locator('#organisation').fill(organisation.name);
  await page.locator('#event').selectOption('mandate_used');
  await supervisor.press('Rechercher');
  expect(await supervisor.words()).toContain('1 résultat');
  await supervisor.press('Donner un motif pour voir leurs noms');
  await supervisor.check('Une réclamation');
  await supervisor.fill('Référence du dossier', 'PL-2026-114');
  await supervisor.fill('Motif, en une phrase', 'Sa fille conteste un acte du 3 mars.');
  await supervisor.press('Ouvrir pendant 30 minutes');
  await supervisor.press('Nommer les personnes de cette page');
  expect(await supervisor.words()).toContain('Joséphine ST-PIERRE');
  await supervisor.press('Mandat utilisé');
  for (const words of ['Avant : le mandat', 'La décision', 'la décision est la même', 'L’utilisation, et la suite', 'ST-PIERRE'])
    expect(await supervisor.words()).toContain(words);
  await supervisor.open(`${url}/supervision`);
  clock.forward(minute);
  await supervisor.press('Retirer ce motif');
}, 120_000);

test('a supervisor draws a sample, and reviews what was drawn', async () => {
  await begin('Échantillons');
  await supervisor.fill('SIRET de la structure', '123');
  await supervisor.press('Tirer un échantillon');
  for (const words of ['Un SIRET a 14 chiffres.', 'Donnez une date.']) expect(await supervisor.words()).toContain(words);
  await supervisor.fill('SIRET de la structure', organisation.siret);
  for (const day of ['Du', 'Au']) await supervisor.fill(day, dayOf(clock.now()));
  await supervisor.press('Tirer un échantillon');
  await supervisor.press('Utilisation n° 1');
  await supervisor.check('Bonne');
  await supervisor.fill('Pourquoi', 'Tout est expliqué au registre.');
  await supervisor.press('Donner mon avis');
  expect(await supervisor.words()).toMatch(/Contrôlées 1 sur 1 .* Bonne/);
}, 120_000);

test('an alert is a case, which a supervisor takes and concludes', async () => {
  await begin('Alertes');
  await supervisor.press('Ouvrir le dossier');
  await supervisor.press('M’en saisir');
  await supervisor.check('Conclure et clore');
  await page.locator('#outcome').selectOption('advice');
  await supervisor.fill('Pourquoi, pour la personne et la structure', 'Prenez le temps d’expliquer le mandat.');
  await supervisor.press('Décider');
  for (const words of ['Close', 'Conseil']) expect(await supervisor.words()).toContain(words);
}, 120_000);

test('a supervisor suspends an organisation, and lifts it', async () => {
  await begin('Suspensions');
  await supervisor.press('Suspendre');
  await supervisor.check('Une structure');
  await supervisor.fill('Lequel', organisation.siret);
  await supervisor.fill('Motif', 'Plaintes répétées, contrôle en cours.');
  await supervisor.press('Suspendre maintenant');
  expect(await supervisor.words()).toMatch(/CCAS de Vesoul .* En cours/);
  await supervisor.press('CCAS de Vesoul');
  await supervisor.fill('Motif', 'Contrôle terminé.');
  await supervisor.press('Lever la suspension');
  expect(await supervisor.words()).toMatch(/CCAS de Vesoul .* Levée/);
}, 120_000);

test('a supervisor takes away what a search finds, and sees how far the file is', async () => {
  await supervisor.open(`${url}/supervision/journal?event=mandate_used`);
  await page.getByText('Exporter tous ces résultats').click();
  await supervisor.press('Tableau (CSV)');
  expect(await supervisor.words()).toContain('Pas encore téléchargé');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Télécharger le fichier' }).click()]);
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
  await file.path(); // it has come
  await supervisor.press('Voir où il en est');
  expect(await supervisor.words()).toMatch(/Complet .*Lignes 1 /);
}, 120_000);

test('a supervisor has the whole journal verified, and watches it advance in its place', async () => {
  await closed(sequencing, sequencer);
  await page.clock.install();
  await begin('Intégrité du journal');
  expect(await supervisor.words()).toContain('L’état signé');
  await supervisor.press('Vérifier tout le journal');
  await page.evaluate('document.body.dataset.kept = "yes"');
  await setProgress(context.db, (await listVerifications(context.db, 1))[0]?.id ?? '', { done: 4, size: 9, until: clock.now() });
  await page.clock.fastForward(10_000);
  await page.getByText('4 inscriptions vérifiées sur 9').waitFor();
  expect(await page.locator('body').getAttribute('data-kept')).toBe('yes'); // not loaded again
  await runVerification({ ...context, journalPolicy: signer.vkey, signedHead: () => null });
  await supervisor.going(() => page.clock.fastForward(10_000));
  expect(await supervisor.words()).toContain('Aucun défaut');
}, 120_000);

test('the figures are read as a table too; who watches elsewhere sees nothing of it, and the ombudsman sees who looked', async () => {
  await begin('Chiffres');
  await page.getByText('En tableau').first().click();
  const elsewhere = await signedIn(await enter(inspect), house, await appointSupervisor(context, '33'));
  await elsewhere.open(`${url}/supervision/journal?event=mandate_used`);
  expect(await elsewhere.words()).toContain('Rien ne correspond dans vos territoires');
  await elsewhere.open(`${url}/supervision/uses/${use.id}`);
  expect(await elsewhere.words()).not.toContain('CCAS de Vesoul');

  const ombudsman = await signedIn(await enter(inspect), house, await appointOmbudsman(context, '*'));
  await ombudsman.open(`${url}/supervision`);
  await ombudsman.press('Autorités de contrôle');
  await ombudsman.press(`${staff.givenName} ${staff.familyName}`);
  expect(await ombudsman.words()).toMatch(/PL-2026-114 Sa fille conteste un acte du 3 mars\. [1-9]/);
  await sequencing.stop();
}, 120_000);
