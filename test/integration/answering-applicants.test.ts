import { Applicant, villeneuve } from '../support/applicant.ts';
import { operatorAt } from '../support/as-operator.ts';
import { TestClock } from '../support/clock.ts';
import { wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { managingAs } from '../support/managing.ts';
import { renewingIn } from '../support/renewing.ts';
import { minute } from '../../src/clock.ts';
import { writeAboutRenewal } from '../../src/management/renew-certification.ts';
import { lapseApplications } from '../../src/organisations/lapse-applications.ts';
import { listApplications } from '../../src/organisations/application-list-store.ts';

const clock = new TestClock();
const house = await openHouse({ clock });
const odile = await operatorAt(house);
const renewing = await renewingIn({ needs: house.context, world: house.world, clock });
const list = '/operator/applications?state=asking';

async function applicant(name: string): Promise<Applicant> {
  const somebody = new Applicant(house, `${name}@asking.example`);
  await somebody.begin();
  return somebody;
}

async function asks(one: Applicant, text: string): Promise<void> {
  clock.forward(minute);
  await one.send(await one.open('/application'), '/application/messages', { text });
}

const pathsIn = async (address: string): Promise<string[]> => [
  ...new Set([...(await odile.open(address)).text.matchAll(/\/operator\/applications\/[0-9a-f-]{36}/g)].map(([path]) => path)),
];

const answer = (path: string) => odile.send(path, '/messages', { text: 'Oui, avec un arrêté.' });

test('what is asked while an application is filled in reaches operators, who answer it and read nothing else of it', async () => {
  expect(wordsOf(await odile.open('/operator'))).not.toContain('attend une réponse');
  const claire = await applicant('claire');
  await claire.fill();
  await asks(claire, 'Une régie peut-elle demander ?');
  await house.takeMessages();
  expect((await odile.open('/operator')).text).toContain(`<a href="${list}">1 question attend une réponse</a>`);
  expect(wordsOf(await odile.open(list))).not.toContain('Villeneuve');
  const [path = ''] = await pathsIn(list);

  const page = await odile.open(path);
  expect(wordsOf(page)).toContain('Une régie peut-elle demander ?');
  for (const unsaid of ['Villeneuve', '732829320', '732 829 320', 'solange', 'odette', '/decision'])
    expect(page.text).not.toContain(unsaid);
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const decided = { _csrf: csrf, decision: 'refuse', answer: 'Non.', until: '' };
  expect((await odile.browser.request(`${house.url + path}/decision`, decided)).status).toBe(409);

  expect(wordsOf(await answer(path))).toContain('Oui, avec un arrêté.');
  expect((await house.takeMessages()).map(({ to }) => to)).toEqual([claire.email]);
  expect(wordsOf(await claire.open('/application'))).toContain('Oui, avec un arrêté.');
  expect([await pathsIn(list), (await odile.open(path)).status]).toEqual([[], 200]);
  expect(wordsOf(await odile.open(list))).toContain('Aucune question n’attend de réponse');
});

test('nobody writes to an applicant whose draft asks nothing', async () => {
  await asks(await applicant('rachid'), 'Bonjour ?');
  const [path = ''] = await pathsIn(list);
  const csrf = /name="_csrf" value="([^"]+)"/.exec((await answer(path)).text)?.[1] ?? '';
  const hugo = await applicant('hugo');
  const mailbox = house.context.vault.fingerprint('application-mailbox', hugo.email);
  const [id = ''] = await house.context.db.from('applications').where({ mailbox }).pluck<string[]>('id');
  const written = await odile.browser.request(`${house.url}/operator/applications/${id}/messages`, { _csrf: csrf, text: 'Alors ?' });
  expect(written.status).toBe(404);
});

test.each([
  ['refuse', 'Refusée', '35600000000048'],
  ['changes', 'En attente du demandeur', '21700018400010'],
  ['accept', 'Acceptée', '73282932000074'],
])('what is asked after the answer (%s) waits until it is answered', async (decision, state, siret) => {
  const one = await applicant(decision);
  await one.fill({ ...villeneuve, siret, name: `CCAS qui demande ${decision}` });
  await one.submit();
  const [path = ''] = await pathsIn('/operator/applications');
  await asks(one, 'La notice ?');
  expect(await pathsIn(list)).toEqual([path]);
  await odile.send(path, '/decision', { decision, answer: 'Lue.', until: '2029-01-01' });
  expect(await pathsIn(list)).toEqual([]); // the decision answers
  await asks(one, 'Et maintenant ?');
  await asks(one, 'Quand ?');
  expect(wordsOf(await odile.open(list))).toContain(`CCAS qui demande ${decision} ${state}`);
  await answer(path);
  expect(await pathsIn(list)).toEqual([]);
});

test('a manager who prepares a renewal asks too; what has lapsed asks nothing any more', async () => {
  const { manager } = await renewing.team({ name: 'CCAS de Rivières' });
  const managing = managingAs(manager);
  await renewing.begin(managing);
  await renewing.doing((work) => writeAboutRenewal(work, managing, 'Faut-il renvoyer la liste ?'));
  const [path = ''] = await pathsIn(list);
  expect(wordsOf(await odile.open(path))).toContain('CCAS de Rivières');
  await house.context.db('applications').where('id', path.slice(-36)).update({ expires_at: clock.now() });
  await lapseApplications(house.context);
  expect([await pathsIn(list), (await odile.open('/operator')).text]).toEqual([[], expect.not.stringContaining('attend une réponse')]);
});

test('questions are listed from the first that waits, a page at a time', async () => {
  for (const name of ['anne', 'bruno', 'chloe']) await asks(await applicant(name), `Je suis ${name}.`);
  const all = await pathsIn(list);
  await asks(await applicant('anne'), 'Toujours moi.'); // does not lose its turn
  const ids: string[] = [];
  for (let after: string | null = null, pages = 0; pages < 3; pages += 1) {
    const { lines, next } = await listApplications(house.context.db, { state: 'asking', after, limit: 1 });
    ids.push(...lines.map(({ id }) => `/operator/applications/${id}`));
    after = next;
  }
  expect([all.length, ids]).toEqual([3, all]);
});
