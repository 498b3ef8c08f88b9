import type { JSX } from 'preact';
import { formatBirthdate } from '../../src/http/dates.ts';
import type { RetentionOfPerson } from '../../src/own-space/retention-store.ts';
import { fullName, type Person } from '../../src/people/person.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button, ButtonLink } from '../parts/button.tsx';
import { Day, SummaryList } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { DataTable } from '../parts/table.tsx';
import { Sentences } from '../parts/sentences.tsx';

interface OwnDataPageProps {
  person: Person;
  /** Undefined for who is being erased at this moment. */
  kept: (RetentionOfPerson & { readonly until: Date }) | undefined;
  /** How long data are kept after the last mandate ended. */
  years: number;
}

const kinds = ['identity', 'contacts', 'mandates', 'record', 'messages', 'visits'] as const;

/** What is known of the person, why and until when; all of it to take away; what can be put right, and what erased. */
export function OwnDataPage({ person, kept, years }: OwnDataPageProps): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('person.data.title')} picture="folder" lead={t('person.data.lead')} back={{ href: '/me' }} wide>
      <section>
        <h2>{t('person.data.take')}</h2>
        <p>
          <Sentences text={t('person.data.take.text')} />
        </p>
        <Actions>
          <ButtonLink href="/me/data.pdf">{t('person.data.take.pdf')}</ButtonLink>
          <ButtonLink look="secondary" href="/me/data.json">
            {t('person.data.take.json')}
          </ButtonLink>
        </Actions>
      </section>
      <DataTable
        caption={t('person.data.kept')}
        rows={kinds}
        columns={[
          { title: t('person.data.what'), cell: (kind) => t(`person.data.${kind}`) },
          { title: t('person.data.why'), cell: (kind) => t(`person.data.${kind}.why`) },
          { title: t('person.data.until'), cell: (kind) => t(`person.data.${kind}.until`, { years }) },
        ]}
      />
      <Identity person={person} />
      <Erasure kept={kept} />
    </Layout>
  );
}

/** Who FranceConnect says the person is, and how that is put right. */
function Identity({ person: { identity } }: Pick<OwnDataPageProps, 'person'>): JSX.Element {
  const { t, language } = usePage();
  return (
    <section>
      <h2>{t('person.data.right')}</h2>
      <SummaryList
        facts={[
          { name: t('person.data.name'), value: <bdi>{fullName(identity)}</bdi> },
          { name: t('person.data.birthdate'), value: formatBirthdate(identity.birthdate, language) },
        ]}
      />
      <p>
        <Sentences text={t('person.data.right.text')} />
      </p>
      <PostForm action="/me/sign-in">
        <Actions>
          <Button look="secondary">{t('person.data.right.submit')}</Button>
        </Actions>
      </PostForm>
    </section>
  );
}

/** What the person can erase now, and what the law makes us keep, until which day. */
function Erasure({ kept }: Pick<OwnDataPageProps, 'kept'>): JSX.Element {
  const { t } = usePage();
  return (
    <section>
      <h2>{t('person.data.erase')}</h2>
      <p>{t('person.data.erase.now')}</p>
      <p>
        <a href="/me/contacts">{t('frame.nav.messages')}</a>
      </p>
      {kept && (
        <p>
          <Sentences text={t(`person.data.erase.${kept.retention}`)} />{' '}
          {kept.retention !== 'due' && (
            <>
              {t('person.data.erase.until')} <Day of={kept.until} />.
            </>
          )}
        </p>
      )}
      <p>
        <Sentences text={t('person.data.erase.how')} />
      </p>
    </section>
  );
}
