import { Applicant, villeneuve } from '../support/applicant.ts';
import { operatorAt } from '../support/as-operator.ts';
import { wordsOf } from '../support/counter.ts';
import { hour, minute } from '../../src/clock.ts';
import { TestClock } from '../support/clock.ts';
import { refusedWith } from '../support/acts.ts';
import { openHouse } from '../support/house.ts';
import { renewingIn } from '../support/renewing.ts';
import { findHelperByEmail, findStaff } from '../../src/organisations/store.ts';

const clock = new TestClock();
const house = await openHouse({ clock });
const odile = await operatorAt(house);
const paul = { givenName: 'Paul', familyName: 'Vidal', phone: '03 84 00 00 02' };

test('from the first mail to the certified organisation, with changes asked for on the way', async () => {
  const applicant = new Applicant(house, 'direction@villeneuve.example');
  const empty = await applicant.begin();
  expect(wordsOf(empty)).toContain('En cours de remplissage');
  expect((await applicant.open('/application')).text).not.toContain('/application/submission');

  const full = await applicant.fill();
  expect(wordsOf(full)).toContain('Tout est rempli');
  expect(wordsOf(await applicant.submit())).toContain('Nous la lisons');
  expect((await house.takeMessages()).map(({ subject }) => subject)).toEqual(['Votre demande d’habilitation est bien arrivée']);

  const list = await odile.open('/operator/applications');
  const path = /\/operator\/applications\/[0-9a-f-]{36}/.exec(list.text)?.[0] ?? '';
  expect(wordsOf(await odile.open(path))).toContain('Solange Arnaud, solange@ccas.example');
  const unsaid = await odile.send(path, '/decision', { decision: 'changes', answer: ' ' });
  expect([unsaid.status, wordsOf(unsaid)]).toEqual([422, expect.stringContaining('Dites à la structure pourquoi')]);
  for (const [fields, told] of [
    [{ decision: 'accept', answer: 'trop '.repeat(900), until: '2029-11-25' }, 'caractères au plus'],
    [{ decision: 'accept', answer: 'Bienvenue.', until: '2046-11-25' }, 'dans cinq ans au plus'],
  ] as const) {
    const wrong = await odile.send(path, '/decision', fields);
    expect([wrong.status, wordsOf(wrong)]).toEqual([422, expect.stringContaining(told)]); // nothing is decided, nothing typed is lost
    expect(wrong.text).toContain(fields.answer.trim());
  }
  await odile.send(path, '/decision', { decision: 'changes', answer: 'Il manque le téléphone de l’accueil.' });

  const back = await applicant.redeem(await applicant.linkInMail());
  expect(wordsOf(back)).toContain('Il manque le téléphone de l’accueil.');
  await applicant.send(back, '/application/messages', { text: 'C’est corrigé.' });
  await applicant.send(await applicant.open('/application/organisation'), '/application/organisation', villeneuve);
  await applicant.submit();
  await house.takeMessages();

  expect(wordsOf(await odile.open(path))).toContain('C’est corrigé.');
  const accepted = await odile.send(path, '/decision', { decision: 'accept', answer: '', until: '2029-11-25' });
  expect(wordsOf(accepted)).toContain('Acceptée');
  const mails = await house.takeMessages();
  expect(mails.map(({ to, subject }) => [to, subject])).toEqual(
    expect.arrayContaining([
      ['direction@villeneuve.example', 'Votre structure est habilitée'],
      ['solange@ccas.example', 'CCAS de Villeneuve est habilitée'],
      ['odette.direction@villeneuve.example', 'CCAS de Villeneuve vous invite à aider avec Procura'],
    ]),
  );
  const solange = await findHelperByEmail(house.context.db, 'solange@ccas.example');
  const staff = solange && (await findStaff(house.context.db, solange.id));
  expect(mails.find(({ to }) => to === 'odette.direction@villeneuve.example')?.text).toContain('Solange Arnaud vous invite');
  expect(await findHelperByEmail(house.context.db, 'odette.direction@villeneuve.example')).toBeUndefined(); // nobody’s account before they answer
  const organisation = { name: 'CCAS de Villeneuve', territory: '70', certificationExpiresAt: new Date('2029-11-25T22:59:59Z') }; // all of that day
  expect(staff?.belongings).toMatchObject([{ role: 'manager', organisation }]);
});

test('a refusal says why, and can be answered', async () => {
  const applicant = new Applicant(house, 'asso@ailleurs.example');
  await applicant.begin();
  await applicant.fill({ ...villeneuve, siret: '35600000000048', name: 'Association d’ailleurs', kind: 'ASSO' });
  await applicant.submit();
  await house.takeMessages();
  const path = /\/operator\/applications\/[0-9a-f-]{36}/.exec((await odile.open('/operator/applications')).text)?.[0] ?? '';
  await odile.send(path, '/decision', { decision: 'refuse', answer: 'Des bénévoles ne peuvent pas être aidants.' });
  expect((await house.takeMessages()).map(({ text }) => text).join()).not.toContain('bénévoles');
  const page = await applicant.open('/application');
  expect(wordsOf(page)).toContain('Des bénévoles ne peuvent pas être aidants.');
  await applicant.send(page, '/application/messages', { text: 'Nous avons des salariés.' });
  expect(wordsOf(await odile.open(path))).toContain('Nous avons des salariés.');
});

test.each([
  ['an hour without a click', [hour]],
  ['twelve hours, whatever one does', Array.from({ length: 24 }, () => 30 * minute)],
])('after %s the pages close; what was kept is there again with another link', async (_when, pauses) => {
  const applicant = new Applicant(house, `pauses-${String(pauses.length)}@villeneuve.example`);
  await applicant.begin();
  await applicant.paste('Odette;Le Goff;odette@ccas.example');
  for (const pause of pauses) {
    expect((await applicant.open('/application')).url).toBe(`${house.url}/application`);
    clock.forward(pause);
  }
  expect((await applicant.open('/application/helpers')).url).toBe(`${house.url}/apply`);
  await applicant.begin();
  expect(wordsOf(await applicant.open('/application/helpers'))).toContain('odette@ccas.example');
});

test('an organisation whose certification ended is not brought back behind the backs of those who manage it', async () => {
  const lise = await operatorAt(house);
  const siret = '52100554600002';
  const organisation = await house.world.organisation({ siret, name: 'CCAS de Rivières', certificationExpiresAt: clock.now() });
  const manager = await house.world.helper({ organisation, role: 'manager' });
  const stranger = new Applicant(house, 'quelquun@rivieres.example');
  await stranger.begin();
  await stranger.fill({ ...villeneuve, siret, name: 'CCAS de Rivières' }, { ...paul, email: 'paul@rivieres.example' });
  expect(wordsOf(await stranger.submit())).toContain('Nous la lisons');

  const renewing = await renewingIn({ needs: house.context, world: house.world, clock });
  const own = await renewing.ask(manager); // a stranger who was first does not keep it from asking
  await house.takeMessages();

  const { text } = await lise.open('/operator/applications');
  const paths = [...new Set([...text.matchAll(/\/operator\/applications\/[0-9a-f-]{36}/g)].map(([path]) => path))];
  const path = paths.find((one) => !one.endsWith(own)) ?? '';
  const page = wordsOf(await lise.open(path));
  expect(page).toContain('Cette structure est déjà connue');
  expect(page).toContain('1 membre, 1 référent, qui sera prévenu');
  await lise.send(path, '/decision', { decision: 'accept', answer: '', until: '2029-01-01' });
  const mails = (await house.takeMessages()).filter(({ to }) => to === manager.email);
  expect(mails.map(({ subject }) => subject)).toEqual(['CCAS de Rivières est de nouveau habilitée']);
  expect(mails[0]?.text).toContain('Paul Vidal, que cette demande nommait');
  await expect(renewing.accept(own, renewing.inDays(900))).rejects.toEqual(refusedWith('renewal_too_early'));
});
