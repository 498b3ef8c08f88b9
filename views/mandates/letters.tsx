import type { JSX } from 'preact';
import { languages } from '../../src/http/languages.ts';
import type { WaitingLetter } from '../../src/mandates/news-store.ts';
import type { Letter } from '../../src/mandates/print-letter.ts';
import { fullName, type Person } from '../../src/people/person.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button, ButtonLink } from '../parts/button.tsx';
import { Instant } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';

interface LettersPageProps {
  letters: readonly WaitingLetter[];
  /** Those of the last days, that may be printed again. */
  printed: readonly { id: string; person: Person; printedAt: Date }[];
}

/** For whom letters wait to be printed, and what was printed lately. */
export function LettersPage({ letters, printed }: LettersPageProps): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('mandates.letters.title')} lead={t('mandates.letters.lead')} back={{ href: '/home' }}>
      <DataTable
        caption={t('mandates.letters.title')}
        empty={t('mandates.letters.none')}
        rows={letters}
        columns={[
          {
            title: t('mandates.fact.person'),
            cell: ({ person }) => <a href={`/letters/${person.id}`}>{fullName(person.identity)}</a>,
          },
          { title: t('mandates.letters.count'), cell: ({ count }) => String(count) },
          { title: t('mandates.letters.since'), cell: ({ since }) => <Instant at={since} /> },
        ]}
      />
      {printed.length > 0 && (
        <DataTable
          caption={t('mandates.letters.printed')}
          rows={printed}
          columns={[
            {
              title: t('mandates.fact.person'),
              cell: ({ id, person }) => <a href={`/letters/printed/${id}`}>{fullName(person.identity)}</a>,
            },
            { title: t('mandates.letters.printedAt'), cell: ({ printedAt }) => <Instant at={printedAt} /> },
          ]}
        />
      )}
    </Layout>
  );
}

/** What a letter will say, and the button that prints it. */
export function LetterPage({ letter }: { letter: Letter }): JSX.Element {
  const { t } = usePage();
  const { person } = letter;
  return (
    <Layout
      title={t('mandates.letter.title', { person: fullName(person.identity) })}
      lead={t('mandates.letter.lead')}
      back={{ href: '/letters' }}
    >
      <Sentences letter={letter} />
      <PostForm action={`/letters/${person.id}`}>
        <Actions>
          <Button>{t('mandates.letter.print')}</Button>
        </Actions>
      </PostForm>
    </Layout>
  );
}

/** The letter is made: the file to print, again if the machine jams. */
export function PrintedLetterPage({ letter, id }: { letter: Letter; id: string }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('mandates.letter.title', { person: fullName(letter.person.identity) })} back={{ href: '/letters' }}>
      <Notice tone="success">
        <p>{t('mandates.letter.printed')}</p>
      </Notice>
      <Sentences letter={letter} />
      <Actions>
        <ButtonLink href={`/letters/printed/${id}/letter.pdf`}>{t('mandates.letter.file')}</ButtonLink>
      </Actions>
    </Layout>
  );
}

function Sentences({ letter }: { letter: Letter }): JSX.Element {
  const { tag, direction } = languages[letter.language];
  return (
    <ul lang={tag} dir={direction}>
      {letter.sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
