import { languages, type Language } from '../http/languages.ts';

/** How « yes » and « no » are said; the first is the one we ask for, the others are how telephones without accents write it. */
const words: Readonly<Record<Language, { readonly yes: readonly string[]; readonly no: readonly string[] }>> = {
  fr: { yes: ['oui'], no: ['non'] },
  en: { yes: ['yes'], no: ['no'] },
  ar: { yes: ['نعم'], no: ['لا'] },
  uk: { yes: ['так'], no: ['ні'] },
  pt: { yes: ['sim'], no: ['não', 'nao'] },
  es: { yes: ['sí', 'si'], no: ['no'] },
  tr: { yes: ['evet'], no: ['hayır', 'hayir'] },
  'fr-FALC': { yes: ['oui'], no: ['non'] },
};

/** The two words of the question, as they are asked for. */
export function askedWords(language: Language): { readonly yes: string; readonly no: string } {
  const [yes = ''] = words[language].yes;
  const [no = ''] = words[language].no;
  const { locale } = languages[language];
  return { yes: yes.toLocaleUpperCase(locale), no: no.toLocaleUpperCase(locale) };
}

/** What an SMS answers: « oui » or « non », or the word of the person's language; case, spaces and a final point do not count, anything else is neither. */
export function parseAnswer(text: string, language: Language): 'yes' | 'no' | 'other' {
  const plain = text.normalize('NFC').replaceAll(/\s/gu, '').replace(/\.$/u, '');
  const said = [plain.toLowerCase(), plain.toLocaleLowerCase(languages[language].locale)];
  const isOneOf = (known: readonly string[]) => said.some((word) => known.includes(word));
  if (isOneOf([...words.fr.yes, ...words[language].yes])) return 'yes';
  return isOneOf([...words.fr.no, ...words[language].no]) ? 'no' : 'other';
}
