import { kinds } from '../../src/organisations/application.ts';
import { browserOf } from '../support/as-operator.ts';
import { Browser } from '../support/browser.ts';
import { wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';

const house = await openHouse();
const { world, context, url } = house;
const browser = new Browser();

/** The kinds of places that data·inclusion publishes. */
const typologies = `
  ACI ACIPHC AFPA AI ASE ASSO ASSO_CHOMEUR Autre AVIP BIB CAARUD CADA CAF CAP_EMPLOI CAVA CC CCAS CCONS CD CDAS CFP CHRS CHU CIAS CIDFF
  CITMET CMP CMS CPAM CPH CS CSAPA CSC DEETS DEPT DIPLP E2C EA EATT EI EITI ENM EPCI EPI EPIDE EPN ES ESAT ESS ETTI EVS FABLAB FABRIQUE
  FAIS FT GEIQ HUDA LA_POSTE MDE MDH MDEF MDPH MDS MJC ML MQ MSA MSAP MUNI OACAS ODC OF OIL OPCS PAD PENSION PI PIJ_BIJ PIMMS PJJ PLIE
  PREF PREVENTION REG RELAIS_LECTURE RESSOURCERIE RFS RS_FJT SCP SPIP TIERS_LIEUX UDAF`;

/** What the published schema asks of each field that we have; `horaires` as the library checks it that reads them for the national map. */
const schema: Readonly<Record<string, RegExp>> = {
  ...{
    id: /^.+$/,
    pivot: /^\d{14}$/,
    nom: /^.+$/,
    commune: /^.+$/,
    code_postal: /^\d{5}$/,
    adresse: /^.+$/,
    date_maj: /^\d{4}-\d\d-\d\d$/,
  },
  ...{
    services: /^Aide aux démarches administratives$/,
    modalites_accompagnement: /^Accompagnement individuel$/,
    source: /^.+$/,
    presentation_detail: /^.+$/,
    courriels: /^[^\s;]+@[^\s;]+$/,
  },
  site_web: /^https?:\/\/\S+$/,
  telephone: /^\+(33|590|594|262|596|269|687|689|508|681)\d{6,9}$/,
  typologie: new RegExp(`^(${typologies.trim().replaceAll(/\s+/g, '|')})$`),
  horaires: /^((Mo|Tu|We|Th|Fr|Sa|Su)(-(Mo|Tu|We|Th|Fr|Sa|Su))? ([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d(,[\d:-]{11})*(; |$))+$/,
};

test.each(kinds)('%s is a kind of place that the schema knows', (kind) => {
  expect(kind).toMatch(schema['typologie'] ?? /^$/);
});

test('each field is as the published schema has it: hours in the notation of OpenStreetMap, numbers as dialled from anywhere', async () => {
  const said = {
    phone: '0262000001',
    territory: '974',
    address: '3 rue du Port, 97400 Saint-Denis',
    city: 'Saint-Denis',
    postal_code: '97400',
  };
  const more = {
    email: 'accueil@ccas.example',
    website: 'https://ccas.example/',
    opening_hours: 'Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00',
  };
  const [island, old] = [await world.organisation({ name: 'CCAS du Port' }), await world.organisation({ name: 'CCAS d’avant' })];
  await context
    .db('organisations')
    .where('id', island.id)
    .update({ ...said, ...more });
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
  expect(port).toContain('0262 00 00 01');
  expect(port).toContain('lundi – vendredi : 9 h – 12 h, 14 h – 18 h 30');
  expect(port).toContain('samedi : 8 h 30 – 12 h');
  expect(wordsOf(await browser.open(`${url}/directory?q=port&lang=en`))).toContain('Monday – Friday: 09:00 – 12:00, 14:00 – 18:30');
  expect(wordsOf(await browser.open(`${url}/directory?q=avant&lang=fr`))).toContain('le matin, sauf le mercredi');
});

test('where nobody said how to reach them, nothing stands beside its title', async () => {
  await world.organisation({ name: 'Relais sans téléphone' });
  expect((await browser.open(`${url}/directory?q=relais&lang=fr`)).text).toContain('data-label="Pour les joindre"><div></div>');
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
  expect(saved.text).toContain('value="9 h–12 h, 14 h–18 h"');
  expect(wordsOf(await browser.open(`${url}/directory?q=heures&lang=fr`))).toContain('lundi – mardi : 9 h – 12 h, 14 h – 18 h');
});
