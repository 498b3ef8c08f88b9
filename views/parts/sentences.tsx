import type { JSX } from 'preact';
import { sentencesOf } from '../../src/http/sentences.ts';
import { type Language, usePage } from '../page.tsx';

interface SentencesProps {
  text: string;
  /** The language of the text, when it is not the page's. */
  of?: Language;
}

/** Words to read: in easy French each sentence begins a line. */
export function Sentences({ text, of }: SentencesProps): JSX.Element {
  const { language } = usePage();
  const [first, ...others] = sentencesOf(text, of ?? language);
  return (
    <>
      {first}
      {others.map((sentence) => [' ', <br />, sentence])}
    </>
  );
}

/** The same for a script, which shows where a line ends. */
export function inLines(text: string, language: Language): string {
  return sentencesOf(text, language).join('\n');
}
