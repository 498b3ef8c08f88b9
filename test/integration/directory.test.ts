import { get } from 'node:http';
import { day } from '../../src/clock.ts';
import { allLanguages, languages, translator } from '../../src/http/texts.ts';
import { kinds } from '../../src/organisations/application.ts';
import { Browser } from '../support/browser.ts';
import { wordsOf } from '../support/counter.ts';
import { browserOf } from '../support/as-operator.ts';
import { openHouse } from '../support/house.ts';

const house = await openHouse();
const { world, context, url } = house;
const at = context.clock.now();
const ago = (days: number) => new Date(at.getTime() - days * day);
const browser = new Browser();
const address = '2 rue de l’Église, 27000 Évreux';
await world.organisation({ name: 'CCAS d’Évreux', siret: '73282932000074', kind: 'CCAS', address, territory: '27' });
await world.organisation({ name: 'Maison de Rivières', kind: 'France services', address: 'Le bourg', territory: '70' });
await world.organisation({ name: 'Suspendue', suspendedAt: ago(1) });
await world.organisation({ name: 'Retirée', withdrawnAt: ago(1) });
await world.organisation({ name: 'Finie', certificationExpiresAt: ago(1) });
await world.organisation({ name: 'Pas encore', certifiedAt: null });
for (let index = 0; index < 55; index += 1) await world.organisation({ name: `Espace ${String(index).padStart(2, '0')}`, territory: '88' });

/** As a browser or a mirror asks that has a copy: `fetch` would say that it wants none. */
function statusWith(etag: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = get(`${url}/api/v1/directory.json`, { headers: { 'if-none-match': etag } }, ({ statusCode }) => resolve(statusCode));
    asked.on('error', reject);
  });
}

const names = async (): Promise<string[]> => {
  const answer = await browser.open(`${url}/api/v1/directory.json`);
  return (JSON.parse(answer.text) as { nom: string }[]).map(({ nom }) => nom);
};

test('the open data have the fields of the French schema, and only what is known', async () => {
  const answer = await browser.open(`${url}/api/v1/directory.json`);
  expect(answer.headers.get('content-type')).toContain('application/json');
  const places = JSON.parse(answer.text) as Record<string, string>[];
  expect(places.find(({ pivot }) => pivot === '73282932000074')).toEqual({
    ...{
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      pivot: '73282932000074',
      nom: 'CCAS d’Évreux',
      commune: 'Évreux',
      code_postal: '27000',
    },
    ...{ adresse: '2 rue de l’Église', typologie: 'CCAS', services: 'Aide aux démarches administratives', source: 'Procura' },
    date_maj: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
  });
  expect(places.find(({ nom }) => nom === 'Maison de Rivières')).toMatchObject({ typologie: 'RFS', adresse: 'Le bourg' });
});

/** What the published schema asks of each field that we have; the three last lines are of the library that reads it for the national map. */
const schema: Readonly<Record<string, RegExp>> = {
  ...{ id: /^.+$/, pivot: /^\d{14}$/, nom: /^.+$/, commune: /^.+$/, code_postal: /^\d{5}$/, adresse: /^.+$/, date_maj: /^\d{4}-\d\d-\d\d$/ },
  ...{ services: /^Aide aux démarches administratives$/, source: /^.+$/, presentation_detail: /^.+$/, courriels: /^[^\s;]+@[^\s;]+$/ },
  site_web: /^https?:\/\/\S+$/,
  telephone: /^\+(33|590|594|262|596|269|687|689|508|681)\d{6,9}$/,
  typologie: /^(CCAS|CIAS|RFS|MUNI|EPCI|DEPT|BIB|CS|EVS|ASSO|ML|CAF|CPAM|MSA|LA_POSTE|PIMMS|UDAF|CHRS|TIERS_LIEUX|Autre)$/,
  horaires: /^((Mo|Tu|We|Th|Fr|Sa|Su)(-(Mo|Tu|We|Th|Fr|Sa|Su))? ([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d(,[\d:-]{11})*(; |$))+$/,
};

test.each(kinds)('%s is a kind of place that the schema knows', (kind) => {
  expect(kind).toMatch(schema['typologie'] ?? /^$/);
});

test('each field is as the published schema has it: hours in the notation of OpenStreetMap, numbers as dialled from anywhere', async () => {
  const said = { phone: '0262000001', territory: '974', address: '3 rue du Port, 97400 Saint-Denis', city: 'Saint-Denis', postal_code: '97400' };
  const more = { email: 'accueil@ccas.example', website: 'https://ccas.example/', opening_hours: 'Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00' };
  const [island, old] = [await world.organisation({ name: 'CCAS du Port' }), await world.organisation({ name: 'CCAS d’avant' })];
  await context.db('organisations').where('id', island.id).update({ ...said, ...more });
  await context.db('organisations').where('id', old.id).update({ opening_hours: 'le matin, sauf le mercredi', phone: '0384000000' });
  const places = JSON.parse((await browser.open(`${url}/api/v1/directory.json`)).text) as Record<string, string>[];
  for (const place of places) for (const [field, value] of Object.entries(place)) expect(value).toMatch(schema[field] ?? /^$/);
  expect(places.find(({ id }) => id === island.id)).toMatchObject({ telephone: '+262262000001', horaires: more.opening_hours });
  const former = places.find(({ id }) => id === old.id);
  expect(former).toMatchObject({ telephone: '+33384000000', presentation_detail: 'Horaires : le matin, sauf le mercredi' });
  expect(former).not.toHaveProperty('horaires');
});

test('the page says hours in the reader’s words, and as they were written where they are none', async () => {
  const port = wordsOf(await browser.open(`${url}/directory?q=port`));
  expect(port).toContain('02 62 00 00 01');
  expect(port).toContain('lundi – vendredi : 9 h – 12 h, 14 h – 18 h 30');
  expect(port).toContain('samedi : 8 h 30 – 12 h');
  expect(wordsOf(await browser.open(`${url}/directory?q=port&lang=en`))).toContain('Monday – Friday: 09:00 – 12:00, 14:00 – 18:30');
  expect(wordsOf(await browser.open(`${url}/directory?q=avant&lang=fr`))).toContain('le matin, sauf le mercredi');
});

test('a manager gives the week day by day: what is no hours comes back beside its day, the rest is in the directory', async () => {
  const manager = await world.helper({ role: 'manager', organisation: await world.organisation({ name: 'Maison des heures' }) });
  const own = await browserOf(house, manager);
  const page = await own.open(`${url}/manager/hours`);
  const wrong = await own.submit(page, '/manager/hours', { fields: { hours1: '9h-12h 14h-18h', hours2: 'le matin' } });
  expect(wrong.status).toBe(422);
  expect(wordsOf(wrong)).toContain('Écrivez par exemple 9 h – 12 h');
  expect(wrong.text).toContain('value="le matin"');
  expect(wrong.text).toContain('value="9h-12h 14h-18h"');
  const saved = await own.submit(wrong, '/manager/hours', { fields: { hours1: '9h-12h 14h-18h', hours2: '9h-12h 14h-18h', hours6: '' } });
  expect(saved.text).toContain('value="9 h – 12 h, 14 h – 18 h"');
  expect(wordsOf(await browser.open(`${url}/directory?q=heures&lang=fr`))).toContain('lundi – mardi : 9 h – 12 h, 14 h – 18 h');
});

test('whoever may not act is not in it', async () => {
  const all = await names();
  for (const name of ['Suspendue', 'Retirée', 'Finie', 'Pas encore']) expect(all).not.toContain(name);
});

test('a copy that is still right is not sent again, and one may keep it five minutes', async () => {
  const first = await fetch(`${url}/api/v1/directory.json`);
  const etag = first.headers.get('etag') ?? '';
  expect(first.headers.get('cache-control')).toBe('public, max-age=300');
  expect(first.headers.getSetCookie()).toEqual([]);
  expect(await statusWith(etag)).toBe(304);
  await world.organisation({ name: 'Nouvelle' });
  expect(await statusWith(etag)).toBe(200);
});

test('the page finds by name and by place, and goes on where it stopped', async () => {
  expect(wordsOf(await browser.open(`${url}/directory?q=evreux`))).toContain('2 rue de l’Église 27000 Évreux');
  expect(wordsOf(await browser.open(`${url}/directory?q=zzz`))).toContain('Aucune structure ne correspond');
  const first = await browser.open(`${url}/directory?q=espace`);
  expect(first.text).toContain('Espace 49');
  expect(first.text).not.toContain('Espace 50');
  const next = /rel="next" href="([^"]+)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const second = await browser.open(url + next);
  expect(second.text).toContain('Espace 50');
  expect(second.text).not.toContain('Espace 49');
});

test.each(allLanguages)('the public pages with lists and numbers speak %s', async (language) => {
  const t = translator(language);
  for (const [path, title] of [
    ['directory', 'directory.title'],
    ['statistics', 'statistics.title'],
  ] as const) {
    const page = await new Browser().open(`${url}/${path}?lang=${language}`);
    expect(page.text).toContain(`<html lang="${languages[language].tag}"`);
    expect(wordsOf(page)).toContain(t(title));
  }
  const found = await new Browser().open(`${url}/directory?q=evreux&lang=${language}`);
  expect(wordsOf(found)).toContain(t('organisation.kind.CCAS'));
  expect(found.text).toContain('<bdi>2 rue de l’Église 27000 Évreux</bdi>'); // its number stands before it in Arabic too
});
