import { renderDocument } from '../../src/http/render.ts';
import { translator } from '../../src/http/texts.ts';
import { signedWords } from '../../views/mandates/signed-paper.tsx';
import { Layout } from '../../views/layout.tsx';
import type { Language } from '../../views/page.tsx';
import { verifierWords } from '../../views/parts/verifier-words.ts';

const said = 'M. Roux vous aide au Foyer Dr. Binet. Vous dites oui ? Signez.';

test.each([
  ['fr-FALC', 'M. Roux vous aide au Foyer Dr. Binet. <br/>Vous dites oui ? <br/>Signez.'],
  ['fr', said],
] as const)('in %s a sentence begins a line, or does not; no name does after « M. » or « Dr. »', (language: Language, shown) => {
  const page = { language, direction: 'ltr', nonce: 'abc', csrfToken: null, path: '/', me: null, flash: null } as const;
  const html = renderDocument(() => <Layout title="Accord" lead={said} />, {}, { ...page, t: translator(language) });
  expect(html).toContain(`<p class="lead">${shown}</p>`);
});

test.each([
  ['fr-FALC', '\n'],
  ['fr', ' '],
] as const)('in %s a script is told so too', (language: Language, between) => {
  const t = translator(language);
  const said = Object.entries({ ...verifierWords(t, language), ...signedWords(t, language) }).filter(([, text]) =>
    /[.] ?\s[A-Z]/.test(text),
  );
  expect(said.length).toBeGreaterThan(3);
  for (const [, text] of said) expect(text).toContain(`.${between}`);
  expect(signedWords(t, language)['person.verify.fault.altered']?.split('\n')).toHaveLength(between === '\n' ? 2 : 1);
});
