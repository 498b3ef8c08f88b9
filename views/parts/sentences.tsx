import type { JSX } from 'preact';
import { type Language, usePage } from '../page.tsx';

interface SentencesProps {
  text: string;
  /** The language of the text, when it is not the page's. */
  of?: Language;
}

/** Words to read: in easy French each sentence begins a line, as its readers are used to. */
export function Sentences({ text, of }: SentencesProps): JSX.Element {
  const { language } = usePage();
  if ((of ?? language) !== 'fr-FALC') return <>{text}</>;
  const [first, ...others] = text.split(sentenceEnd);
  return (
    <>
      {first}
      {others.map((sentence) => [' ', <br />, sentence])}
    </>
  );
}

/** Not after « M. », « Dr. », « St. », which end no sentence. */
const sentenceEnd = /(?<=[.?!])(?<!(?:^|[^\p{L}])\p{Lu}\p{L}?\.) (?=[\p{Lu}«])/u;
