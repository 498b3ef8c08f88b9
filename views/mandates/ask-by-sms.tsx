import type { JSX } from 'preact';
import type { Draft } from '../../src/mandates/draft.ts';
import { fullName, type Person } from '../../src/people/person.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { Birthdate } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { SearchField } from '../parts/listing.tsx';
import { Notice } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';

/** Whom the organisation may ask by SMS: those it knows who confirmed a number. */
export function AskBySmsPage({ draft, search, people }: { draft: Draft; search: string; people: readonly Person[] }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('mandates.sms.title')} lead={t('mandates.sms.lead')} back={{ href: `/drafts/${draft.id}/request` }}>
      <Notice>
        <p>{t('mandates.sms.who')}</p>
      </Notice>
      {draft.renews === null && (
        <SearchField label={t('mandates.sms.search')} action={`/drafts/${draft.id}/sms`} value={search} filters="people" />
      )}
      <DataTable
        id="people"
        caption={t('mandates.sms.list')}
        empty={t('mandates.sms.nobody')}
        rows={people}
        columns={[
          { title: t('mandates.fact.person'), cell: (person) => fullName(person.identity) },
          { title: t('mandates.fact.birthdate'), cell: (person) => <Birthdate of={person.identity} /> },
          { title: t('mandates.remote.send'), cell: (person) => <Ask draft={draft} person={person} /> },
        ]}
      />
    </Layout>
  );
}

function Ask({ draft, person }: { draft: Draft; person: Person }): JSX.Element {
  const { t } = usePage();
  return (
    <PostForm action={`/drafts/${draft.id}/question`}>
      <input type="hidden" name="person" value={person.id} />
      <Button look="secondary">{t('mandates.sms.ask', { person: fullName(person.identity) })}</Button>
    </PostForm>
  );
}
