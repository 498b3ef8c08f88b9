import { renderDocument } from '../../src/http/render.ts';
import { translator } from '../../src/http/texts.ts';
import { Layout } from '../../views/layout.tsx';
import type { Language } from '../../views/page.tsx';

const said = 'M. Roux vous aide au Foyer Dr. Binet. Vous dites oui ? Signez.';

test.each([
  ['fr-FALC', 'M. Roux vous aide au Foyer Dr. Binet. <br/>Vous dites oui ? <br/>Signez.'],
  ['fr', said],
] as const)('in %s a sentence begins a line, or does not; no name does after « M. » or « Dr. »', (language: Language, shown) => {
  const page = { language, direction: 'ltr', nonce: 'abc', csrfToken: null, path: '/', me: null, flash: null } as const;
  const html = renderDocument(() => <Layout title="Accord" lead={said} />, {}, { ...page, t: translator(language) });
  expect(html).toContain(`<p class="lead">${shown}</p>`);
});
