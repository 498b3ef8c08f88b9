import { translator } from '../../src/http/texts.ts';
import { type Procedure, procedureCodes } from '../../src/mandates/procedures.ts';
import type { Pictogram } from '../../src/paper/pictograms.ts';

/** What stands for each procedure. */
export const pictureOfProcedure: Readonly<Record<Procedure, Pictogram>> = {
  papiers: 'card',
  famille: 'family',
  social: 'heart',
  travail: 'briefcase',
  logement: 'house',
  transports: 'bus',
  argent: 'euro',
  justice: 'scales',
  etranger: 'globe',
  loisirs: 'ball',
};

const headings = {
  who: 'people',
  what: 'list',
  argent: 'euro',
  when: 'clock',
  duties: 'shield',
  rights: 'hand',
  law: 'scales',
} as const satisfies Record<string, Pictogram>;

/** What stands for a heading of the terms in easy French, or for one of their procedures; for words that have changed since, nothing. */
export function pictureOfTerms(words: string): Pictogram | undefined {
  return pictures().get(plain(words.split(' (')[0] ?? ''));
}

function pictures(): ReadonlyMap<string, Pictogram> {
  const t = translator('fr-FALC');
  return new Map<string, Pictogram>([
    ...parts.map((part) => [plain(t(`terms.${part}.heading`)), headings[part]] as const),
    ...procedureCodes.map((code) => [t(`terms.procedure.${code}.title`), pictureOfProcedure[code]] as const),
  ]);
}

/** Texts of before have spaces that break where ours do not. */
function plain(words: string): string {
  return words.replaceAll('\u00a0', ' ');
}

const parts = Object.keys(headings) as (keyof typeof headings)[]; // the keys of the constant above
