import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import type { ImportOutcome } from '../../src/identity/card-routes.ts';
import type { Card } from '../../src/identity/card-store.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';
import { TextArea } from '../parts/text-area.tsx';
import { FileField, UploadForm } from '../parts/upload.tsx';
import { CardState } from './card.tsx';

interface CardsPageProps {
  cards: readonly Card[];
  hasMore: boolean;
  form: Form;
  /** What became of the list just sent. */
  outcome?: ImportOutcome;
}

/** An organisation's cards, and where more are added. */
export function CardsPage({ cards, hasMore, form, outcome }: CardsPageProps): JSX.Element {
  const { t } = usePage();
  const last = cards.at(-1);
  return (
    <Layout title={t('identity.cards.title')} lead={t('identity.cards.lead')} back={{ href: '/manager' }} form={form}>
      {outcome && <Outcome {...outcome} />}
      <DataTable
        caption={t('identity.cards.list')}
        rows={cards}
        empty={t('identity.cards.none')}
        columns={[
          { title: t('identity.cards.serial'), cell: ({ serial }) => <a href={`/manager/cards/${serial}`}>{serial}</a> },
          { title: t('identity.cards.state'), cell: (card) => <CardState card={card} /> },
        ]}
      />
      {hasMore && last && <a href={`/manager/cards?after=${last.serial}`}>{t('identity.cards.more')}</a>}
      <section>
        <h2>{t('identity.cards.import')}</h2>
        <UploadForm action="/manager/cards">
          <TextArea
            form={form}
            name="seeds"
            rows={8}
            dir="ltr"
            label={t('identity.cards.import.list')}
            hint={t('identity.cards.import.hint')}
          />
          <FileField form={form} name="file" accept=".csv,.txt,text/csv,text/plain" label={t('application.helpers.file')} optional />
          <Button>{t('identity.cards.import.action')}</Button>
        </UploadForm>
      </section>
    </Layout>
  );
}

const mostShown = 100;

function Outcome({ added, known, faults }: ImportOutcome): JSX.Element {
  const { t } = usePage();
  return (
    <Notice tone={faults.length > 0 ? 'warning' : 'success'} title={t('identity.cards.imported', { count: added })}>
      {known.length > 0 && <p>{t('identity.cards.known', { serials: known.slice(0, mostShown).join(', ') })}</p>}
      {faults.length > mostShown && <p>{t('identity.cards.faulty', { count: faults.length, most: mostShown })}</p>}
      {faults.length > 0 && (
        <ul>
          {faults.slice(0, mostShown).map(({ line, fault }) => (
            <li key={line}>
              {t('identity.cards.line', { line })} {t(fault)}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
