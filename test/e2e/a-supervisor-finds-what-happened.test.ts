import { actsIn } from '../support/acts.ts';
import { wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { atHome } from '../support/own-space.ts';
import { supervisingIn } from '../support/supervising.ts';

const house = await openHouse();
const { world, context, url } = house;
const { enter, open, post } = supervisingIn(house);
const acts = actsIn({ needs: context, world, clock: context.clock });

test('a supervisor finds what happened, states why, names whom it is about, takes it away; the person reads all of it', async () => {
  const helper = await world.helper({ organisation: await world.organisation({ name: 'CCAS de Vesoul', territory: '70' }) });
  const mandate = await world.mandate({ helper });
  const use = await acts.use(mandate, { helper, client: await world.client() });
  const helene = await enter('70');

  expect(wordsOf(await open(helene, '/supervision'))).toContain('Chercher dans le journal');
  const blank = await open(helene, '/supervision/journal');
  expect(wordsOf(blank)).toContain('Pour chercher une personne par son identité exacte, donnez d’abord un motif');
  const wrong = await helene.browser.submit(blank, '/supervision/journal', { fields: { organisation: 'CCAS d’ailleurs' } });
  expect(wordsOf(wrong)).toContain('Vos territoires n’ont rien de tel');
  const found = await helene.browser.submit(wrong, '/supervision/journal', {
    fields: { organisation: 'CCAS de Vesoul', event: 'mandate_used' },
  });
  expect(wordsOf(found)).toContain('1 résultat');
  expect(wordsOf(found)).toContain(`J. ${mandate.id.slice(0, 8).toUpperCase()}`);
  expect(wordsOf(found)).not.toContain('ST-PIERRE');
  expect(found.text).toContain(`/supervision/uses/${use.id}`);

  const reason = await open(helene, '/supervision/reason?back=/supervision/journal');
  const short = await helene.browser.submit(reason, '/supervision/reason', { fields: { purpose: 'complaint', reason: 'voir' } });
  expect(wordsOf(short)).toContain('Écrivez le motif, de 10 à 500 caractères');
  const fields = { purpose: 'complaint', caseReference: 'PL-2026-114', reason: 'Sa fille conteste un acte du 3 mars.' };
  expect(wordsOf(await helene.browser.submit(short, '/supervision/reason', { fields }))).toContain('Vous avez donné un motif');
  const again = await helene.browser.open(found.url);
  expect(wordsOf(again)).toContain('Nommer les personnes de cette page');
  expect(wordsOf(await helene.browser.open(`${found.url}&names=yes`))).toContain('Joséphine ST-PIERRE');

  const page = await helene.browser.submit(again, '/supervision/exports', { fields: { format: 'csv' } });
  expect(wordsOf(page)).toContain('Pas encore téléchargé');
  const file = await helene.browser.open(`${page.url}/file`);
  expect(file.headers.get('content-disposition')).toContain('.csv');
  expect(file.text).toContain('CCAS de Vesoul');
  expect(wordsOf(await helene.browser.open(page.url))).toContain('Complet');

  await post(helene, '/supervision/reason/end');
  expect(wordsOf(await helene.browser.open(`${found.url}&names=yes`))).toContain('Il faut un motif');
  const josephine = await atHome(context, mandate.personId);
  const record = wordsOf(await josephine.open(`${url}/me/record`));
  expect(record).toContain('Vos données ont été consultées');
  expect(record).toContain('Sa fille conteste un acte du 3 mars.');
});

test('an export is of who asked for it: to another supervisor it does not exist, nor to whoever did not confirm who they are', async () => {
  const [helene, yves] = [await enter('70'), await enter('*')];
  const asked = await post(helene, '/supervision/exports', { format: 'jsonl', search: 'event=mandate_used' });
  const address = new URL(asked.location ?? '').pathname;
  for (const path of [address, `${address}/file`, `${address}/seal`]) {
    const refused = await open(yves, path);
    expect([path, refused.status]).toEqual([path, 404]);
    expect(wordsOf(refused)).toContain('Cet export n’existe pas');
  }
  expect((await open(helene, `${address}/seal`)).status).toBe(404);
  expect((await post(helene, '/supervision/exports', { format: 'csv', names: 'yes', search: '' })).status).toBe(403);
  expect((await post(helene, '/supervision/exports', { format: 'csv', search: 'event=nothing' })).status).toBe(404);
});
