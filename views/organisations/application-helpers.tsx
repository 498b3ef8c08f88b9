import type { JSX } from 'preact';
import { emptyForm, type Form } from '../../src/http/parse-form.ts';
import type { Candidate } from '../../src/organisations/application.ts';
import type { FaultyLine } from '../../src/organisations/candidates.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Button, ButtonLink } from '../parts/button.tsx';
import { PostForm } from '../parts/form.tsx';
import { Pagination } from '../parts/listing.tsx';
import { Notice } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';
import { TextArea } from '../parts/text-area.tsx';
import { FileField, UploadForm } from '../parts/upload.tsx';
import { CandidateFields } from './candidate-fields.tsx';

interface CandidatesPageProps {
  helpers: readonly Candidate[];
  form: Form;
  page: number;
  /** How many lines of a list were just taken, and those that could not be. */
  taken: number;
  faults: readonly FaultyLine[];
}

const perPage = 50;
const mostShown = 100;

/** Who will help: those named so far, one more, or a whole list. */
export function CandidatesPage({ helpers, form, page, taken, faults }: CandidatesPageProps): JSX.Element {
  const { t } = usePage();
  const shown = helpers.slice((page - 1) * perPage, page * perPage);
  const address = (number: number) => `/application/helpers?page=${number}`;
  const isList = 'list' in form.mistakes;
  return (
    <Layout title={t('application.part.helpers')} lead={t('application.helpers.lead')} back={{ href: '/application' }} form={form} wide>
      <Faults taken={taken} faults={faults} />
      <DataTable
        caption={t('application.helpers.count', { count: helpers.length })}
        empty={t('application.helpers.empty')}
        rows={shown}
        columns={[
          { title: t('application.helpers.name'), cell: ({ givenName, familyName }) => `${givenName} ${familyName}` },
          { title: t('application.workEmail'), cell: ({ email }) => email },
          { title: t('application.helpers.remove'), cell: (helper) => <Removal helper={helper} /> },
        ]}
      />
      <Pagination previous={page > 1 ? address(page - 1) : null} next={helpers.length > page * perPage ? address(page + 1) : null} />
      <h2>{t('application.helpers.add')}</h2>
      <PostForm action="/application/helpers">
        <CandidateFields form={isList ? emptyForm : form} candidate={null} />
        <Button look="secondary">{t('application.helpers.add.submit')}</Button>
      </PostForm>
      <ListForm form={isList ? form : emptyForm} />
      <ButtonLink href="/application">{t('application.helpers.finish')}</ButtonLink>
    </Layout>
  );
}

function ListForm({ form }: { form: Form }): JSX.Element {
  const { t } = usePage();
  return (
    <section>
      <h2>{t('application.helpers.list')}</h2>
      <UploadForm action="/application/helpers/import">
        <TextArea
          form={form}
          name="list"
          label={t('application.helpers.list.label')}
          hint={t('application.helpers.list.hint')}
          rows={8}
          dir="ltr"
        />
        <FileField form={form} name="file" accept=".csv,.txt,text/csv,text/plain" label={t('application.helpers.file')} optional />
        <Button look="secondary">{t('application.helpers.list.submit')}</Button>
      </UploadForm>
    </section>
  );
}

function Removal({ helper }: { helper: Candidate }): JSX.Element {
  const { t } = usePage();
  const { givenName, familyName, email } = helper;
  return (
    <PostForm action="/application/helpers/removal">
      <input type="hidden" name="email" value={email} />
      <Button look="quiet">
        {t('application.helpers.remove')} <span class="unseen">{`${givenName} ${familyName}`}</span>
      </Button>
    </PostForm>
  );
}

function Faults({ taken, faults }: Pick<CandidatesPageProps, 'taken' | 'faults'>): JSX.Element | null {
  const { t } = usePage();
  if (faults.length === 0) return null;
  return (
    <>
      <Notice tone="warning" title={t('application.helpers.partly', { taken, faults: faults.length })}>
        <p>{t('application.helpers.partly.text')}</p>
      </Notice>
      <DataTable
        caption={t('application.helpers.faults')}
        rows={faults.slice(0, mostShown)}
        columns={[
          { title: t('application.helpers.line'), cell: ({ line }) => line },
          { title: t('application.helpers.line.fault'), cell: ({ fault }) => t(fault) },
          { title: t('application.helpers.line.text'), cell: ({ text }) => <code dir="ltr">{text.slice(0, 120)}</code> },
        ]}
      />
    </>
  );
}
