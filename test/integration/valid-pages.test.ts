import { access } from '../../src/access.ts';
import { Browser } from '../support/browser.ts';
import { openHouse } from '../support/house.ts';
import { atHome } from '../support/own-space.ts';
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

test('in easy French, and there alone, each sentence begins a line: on the pages that anybody reads, and on a person’s own', async () => {
  const stop = async (language: string) => (await new Browser().open(`${house.url}/stop?lang=${language}`)).text;
  expect(await stop('fr-FALC')).toContain(
    '<p class="lead">Prenez votre papier. <br/>Un code est écrit dessus. <br/>C’est le code d’arrêt. <br/>',
  );
  expect(await stop('fr')).not.toContain('<br/>');
  const { id, personId } = await house.world.mandate({ helper: await house.world.helper() });
  const own = ['/me', '/me/record', '/me/data', '/me/contacts', '/me/cases', '/me/offers/new?q=x', `/me/mandates/${id}`];
  const together: string[] = [];
  for (const [browser, paths] of [
    [new Browser(), [...pages, '/verify?paper=x']],
    [await atHome(house.context, personId), [...own, `/me/mandates/${id}/end`]],
  ] as const)
    for (const path of paths) {
      const { text, headers } = await browser.open(`${house.url}${path}${path.includes('?') ? '&' : '?'}lang=fr-FALC`);
      if (headers.get('content-type')?.startsWith('text/html') && text.includes('>Français facile<')) together.push(...runTogether(text));
    }
  expect(together).toEqual([]);
});

/** What stands between two tags and is more than one sentence; not what somebody wrote, nor the French text that prevails. */
function runTogether(html: string): string[] {
  const said = html.replaceAll(/<(head|script|textarea|bdi|article)\b.*?<\/\1>/gs, '<>');
  return Array.from(said.matchAll(/>([^<>]*[.?!] [\p{Lu}«][^<>]*)</gu), ([, words = '']) => words);
}

test('a page that is not valid is found out', async () => {
  expect(await htmlFaults('<!DOCTYPE html><html lang="fr"><head><title>x</title></head><body><p><img src="x"></body></html>')).not.toEqual(
    [],
  );
});
