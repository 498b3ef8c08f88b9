import { access } from '../../src/access.ts';
import { Browser } from '../support/browser.ts';
import { openHouse } from '../support/house.ts';
import { htmlFaults } from '../support/valid-html.ts';

const house = await openHouse();

const languages = ['fr', 'en', 'ar', 'uk', 'pt', 'es', 'tr', 'fr-FALC'];
const pages = Object.entries(access).flatMap(([route, who]) => (who === 'anyone' && /^GET \/[^:.]*$/.test(route) ? [route.slice(4)] : []));

test.each(pages)('the page %s is valid HTML in every language it has, and has one title', async (path) => {
  const browser = new Browser();
  for (const language of languages) {
    const page = await browser.open(`${house.url}${path}?lang=${language}`);
    if (!page.headers.get('content-type')?.startsWith('text/html')) return;
    expect({ language, faults: await htmlFaults(page.text) }).toEqual({ language, faults: [] });
    expect(page.text.match(/<h1[ >]/g)).toHaveLength(1);
  }
});

test.each(['/', '/accessibility', '/privacy', '/help', '/verify', '/stop', '/verify-proof', '/me/sign-in', '/directory', '/statistics'])(
  'in easy French, and there alone, a picture stands beside the title of %s',
  async (path) => {
    const titleIn = async (language: string) =>
      /<h1>(.*?)<\/h1>/s.exec((await new Browser().open(`${house.url}${path}?lang=${language}`)).text)?.[1];
    expect(await titleIn('fr-FALC')).toMatch(/^<svg class="pictogram"/);
    expect(await titleIn('fr')).not.toMatch(/svg/);
  },
);

test('in easy French, and there alone, each sentence begins a line', async () => {
  const stop = async (language: string) => (await new Browser().open(`${house.url}/stop?lang=${language}`)).text;
  expect(await stop('fr-FALC')).toContain(
    '<p class="lead">Prenez votre papier. <br/>Un code est écrit dessus. <br/>C’est le code d’arrêt. <br/>',
  );
  expect(await stop('fr')).not.toContain('<br/>');
});

test('a page that is not valid is found out', async () => {
  expect(await htmlFaults('<!DOCTYPE html><html lang="fr"><head><title>x</title></head><body><p><img src="x"></body></html>')).not.toEqual(
    [],
  );
});
