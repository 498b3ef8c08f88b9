import { Applicant, villeneuve } from '../support/applicant.ts';
import { operatorAt } from '../support/as-operator.ts';
import { wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { declarations } from '../../src/organisations/application.ts';
import { isSiret } from '../../src/organisations/siret.ts';

const house = await openHouse();
const odile = await operatorAt(house);
const refusals = async (): Promise<string[]> =>
  (
    await house.database.asOwner<{ refusal: string }>(`select refusal from journal.entry_index where event = 'application_attempt_refused'`)
  ).rows.map(({ refusal }) => refusal);

/** Numbers whose key holds, one after the other. */
let last = 10_000_000_000_000;
function freshSiret(): string {
  do last += 1;
  while (!isSiret(String(last)));
  return String(last);
}

async function applicant(email: string): Promise<Applicant> {
  const somebody = new Applicant(house, email);
  await somebody.begin();
  return somebody;
}

test('a link works once; whoever finds it later gets nothing, the mailbox gets another', async () => {
  const claire = new Applicant(house, 'claire@a.example');
  const link = await claire.link();
  await claire.redeem(link);
  const thief = new Applicant(house, 'thief@b.example');
  expect((await thief.redeem(link)).status).toBe(403);
  expect((await thief.open('/application')).url).toBe(`${house.url}/apply`);
  await thief.send(await thief.browser.open(link), '/renewal');
  const mails = await house.takeMessages();
  expect(mails.map(({ to }) => to)).toEqual([claire.email]);
  expect(mails[0]?.text).not.toContain(link);
  expect(await refusals()).toContain('application_link_not_redeemable');
});

test('each browser has its own application, and no address names one', async () => {
  const [claire, hugo] = [await applicant('claire@own.example'), await applicant('hugo@own.example')];
  await claire.fill({ ...villeneuve, siret: freshSiret(), name: 'CCAS de Claire' });
  expect(wordsOf(await hugo.open('/application'))).not.toContain('CCAS de Claire');
  await hugo.send(await hugo.open('/application'), '/application/leave');
  expect((await hugo.open('/application')).url).toBe(`${house.url}/apply`);
});

test('a draft is its applicant’s alone: operators do not find it', async () => {
  await applicant('draft@own.example');
  const { rows } = await house.database.asOwner<{ id: string }>(`select id from applications where state = 'draft' limit 1`);
  expect((await odile.open(`/operator/applications/${rows[0]?.id ?? ''}`)).status).toBe(404);
});

test('an application that lacks a part, or was handed in, does not move', async () => {
  const claire = await applicant('claire@state.example');
  const page = await claire.open('/application');
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const post = (path: string, fields: Record<string, string> = {}) => claire.browser.request(house.url + path, { _csrf: csrf, ...fields });
  expect((await post('/application/submission')).status).toBe(409);
  await claire.fill({ ...villeneuve, siret: freshSiret() });
  await claire.submit();
  expect((await post('/application/submission')).status).toBe(409);
  expect((await post('/application/organisation', { ...villeneuve, name: 'Une autre' })).status).toBe(409);
  expect((await post('/application/helpers/removal', { email: 'odette.claire@state.example' })).status).toBe(409);
  expect(await refusals()).toEqual(expect.arrayContaining(['application_incomplete', 'application_in_another_state']));
});

test.each(declarations)('a declaration left out (%s) is asked again, nothing kept', async (left) => {
  const claire = await applicant(`claire@${left.toLowerCase()}.example`);
  const declared = Object.fromEntries(declarations.filter((one) => one !== left).map((one) => [one, 'on']));
  const page = await claire.send(await claire.open('/application/declarations'), '/application/declarations', declared);
  expect([page.status, page.text]).toEqual([422, expect.stringContaining(`id="${left}"`)]);
  expect(wordsOf(await claire.open('/application'))).not.toContain('Tout est rempli');
});

test('the number of a body that is certified, or whose application waits, is refused beside its field, and nothing typed is lost', async () => {
  const [siret, waiting] = [freshSiret(), freshSiret()];
  await house.world.organisation({ siret });
  const claire = await applicant('claire@twice.example');
  await claire.fill({ ...villeneuve, siret: waiting });
  await claire.submit();
  const hugo = await applicant('hugo@twice.example');
  const send = async (one: string) =>
    hugo.send(await hugo.open('/application/organisation'), '/application/organisation', {
      ...villeneuve,
      siret: one,
      name: 'Mairie d’Hugo',
    });
  for (const [one, words] of [
    [siret, 'Cette structure est déjà habilitée'],
    [waiting, 'Une demande est déjà en cours pour cette structure'],
    ['73282932000075', 'Ce numéro SIRET n’existe pas'],
  ] as const) {
    const shown = await send(one);
    expect([shown.status, wordsOf(shown)]).toEqual([422, expect.stringContaining(words)]);
    expect(shown.text).toContain('value="Mairie d’Hugo"');
  }
});

test('a list of more than 10,000 lines is not read, and changes nothing; one with faults comes back with them', async () => {
  const claire = await applicant('claire@list.example');
  const line = (index: number) => `Odette;Le Goff;o${String(index)}@list.example`;
  const long = Array.from({ length: 10_005 }, (_, index) => line(index)).join('\n');
  const begun = performance.now();
  const refused = await claire.paste('', long);
  expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('La liste est trop longue')]);
  expect(performance.now() - begun).toBeLessThan(30_000);
  expect((await claire.paste('', long.slice(0, 200_000))).status).toBe(422); // more than an application has
  expect((await claire.paste('x'.repeat(2_100_000))).status).toBe(413);
  expect(wordsOf(await claire.open('/application/helpers'))).toContain('Personne encore dans la liste');

  const partly = await claire.paste(`${line(1)}\n=cmd|calc;Goff;a@b.example\n${line(2)}`);
  const words = await partly.text();
  expect(partly.status).toBe(422);
  expect(words).toContain('2 lignes ajoutées, 1 ligne à corriger');
  expect(words).toContain('=cmd|calc;Goff;a@b.example</textarea>');
  expect(wordsOf(await claire.open('/application/helpers'))).toContain('2 aidants');
  const unclear = await claire.paste('', `Nom;Prénom\n${line(3)}`);
  expect([unclear.status, await unclear.text()]).toEqual([422, expect.stringContaining('L’en-tête doit nommer une fois chacune')]);
});

test('the same application is not decided twice, and an operator cannot become its manager', async () => {
  const [claire, hugo] = [await applicant('claire@decide.example'), await applicant('hugo@decide.example')];
  await claire.fill({ ...villeneuve, siret: freshSiret() });
  await claire.submit();
  const pathOf = async (email: string) => {
    const mailbox = house.context.vault.fingerprint('application-mailbox', email);
    const [id = ''] = await house.context.db.from('applications').where({ mailbox }).pluck<string[]>('id');
    return `/operator/applications/${id}`;
  };
  const path = await pathOf(claire.email);
  const page = await odile.open(path);
  const decide = (fields: Record<string, string>) => odile.browser.submit(page, '/decision', { fields });
  expect((await decide({ decision: 'accept', answer: '', until: '2020-01-01' })).status).toBe(422);
  expect((await decide({ decision: 'refuse', answer: 'Non.', until: '' })).status).toBe(200);
  expect((await decide({ decision: 'accept', answer: '', until: '2029-01-01' })).status).toBe(409);

  await hugo.fill(
    { ...villeneuve, siret: freshSiret() },
    { givenName: 'Odile', familyName: 'F', email: odile.operator.email, phone: '0384000000' },
  );
  await hugo.submit();
  const accepted = await odile.send(await pathOf(hugo.email), '/decision', { decision: 'accept', answer: '', until: '2029-01-01' });
  expect([accepted.status, wordsOf(accepted)]).toEqual([422, expect.stringContaining('un compte n’a qu’une seule mission')]);
  const { rows } = await house.database.asOwner(`select from memberships where helper_id = '${odile.operator.id}'`);
  expect(rows).toHaveLength(0);
});
