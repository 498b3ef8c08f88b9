import type { Language } from './languages.ts';

/**
 * A text in the parts that each begin a line, put together again with a space: in easy French its sentences, as its readers are used to,
 * in every other language the whole.
 */
export function sentencesOf(text: string, language: Language): readonly string[] {
  return language === 'fr-FALC' ? text.split(sentenceEnd) : [text];
}

/** Not after « M. », « Dr. », « St. », which end no sentence. */
const sentenceEnd = /(?<=[.?!])(?<!(?:^|[^\p{L}])\p{Lu}\p{L}?\.) (?=[\p{Lu}«])/u;
