import { catalogue } from '../../src/http/texts.ts';
import type { Language, TextKey, Translate } from '../page.tsx';
import { inLines } from './sentences.tsx';

/** What `verify-journal.js` may have to say, as templates in the language of the page: `{at}` stays `{at}`. */
export function verifierWords(t: Translate, language: Language): Record<string, string> {
  const keys = Object.keys(catalogue('fr')).filter((key): key is TextKey => key.startsWith(prefix));
  return Object.fromEntries(keys.map((key) => [key.slice(prefix.length), inLines(t(key, itself), language)]));
}

const prefix = 'journal.said.';
const names = 'at count fault from hidden instant key kind line mandate n name next old other signers size unproven value what why'.split(
  ' ',
);
const itself = Object.fromEntries(names.map((name) => [name, `{${name}}`]));
