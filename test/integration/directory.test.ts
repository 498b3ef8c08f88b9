import { get } from 'node:http';
import { day } from '../../src/clock.ts';
import { allLanguages, languages, translator } from '../../src/http/texts.ts';
import { Browser } from '../support/browser.ts';
import { wordsOf } from '../support/counter.ts';
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
    modalites_accompagnement: 'Accompagnement individuel',
    date_maj: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
  });
  expect(places.find(({ nom }) => nom === 'Maison de Rivières')).toMatchObject({ typologie: 'RFS', adresse: 'Le bourg' });
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
