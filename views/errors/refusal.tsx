import type { JSX } from 'preact';
import { type RefusalCode, refusals } from '../../src/errors.ts';
import { hasText } from '../../src/http/texts.ts';
import { Layout } from '../layout.tsx';
import { whyRefused } from '../own-space/why-refused.ts';
import { usePage, type TextKey } from '../page.tsx';
import { Actions, ButtonLink } from '../parts/button.tsx';
import { Sentences } from '../parts/sentences.tsx';
import { TypedWords } from '../parts/typed-words.tsx';

interface RefusalPageProps {
  code: RefusalCode;
  /** Seconds before trying again makes sense. */
  retryAfter: number | null;
  back: string;
  /** Back is further on: to what has to be done first. */
  onwards?: boolean;
  /** What they had written in the form that was refused. */
  typed?: readonly string[];
}

/** A decided no: what, why in plain words, what one can do, and the way back. A missing page and an old form are refusals too. */
export function RefusalPage({ code, retryAfter, back, onwards = false, typed = [] }: RefusalPageProps): JSX.Element {
  const { t, reader } = usePage();
  const said = (part: Part) => t(words(code, part, reader === 'person' ? 'person.refusal' : 'refusal'));
  const isGeneral = reader === 'person' && words(code, 'text', 'person.refusal') === 'frame.refusal.text';
  const why = isGeneral ? whyRefused(code) : null;
  return (
    <Layout title={said('title')} picture="cross" lead={why === null ? said('text') : `${t(why)} ${said('text')}`}>
      <p>
        <Sentences text={said('next')} />
      </p>
      {retryAfter !== null && (
        <p>
          <Sentences text={t('frame.refusal.retry', { minutes: Math.ceil(retryAfter / 60) })} />
        </p>
      )}
      <TypedWords texts={typed} />
      <Actions>
        <ButtonLink href={back}>{t(onwards ? 'frame.refusal.onwards' : (homes[back] ?? 'frame.refusal.back'))}</ButtonLink>
      </Actions>
    </Layout>
  );
}

const homes: Readonly<Record<string, TextKey>> = { '/': 'frame.home', '/me': 'person.answered.home' };

type Part = 'title' | 'text' | 'next';

/** To a person, what does not exist is a page that does not, whatever it would have been. */
function words(code: RefusalCode, part: Part, voice: string): TextKey {
  const missing = refusals[code].status === 404 ? `${voice}.not_found.${part}` : '';
  return [`${voice}.${code}.${part}`, missing].find(hasText) ?? `frame.refusal.${part}`;
}
