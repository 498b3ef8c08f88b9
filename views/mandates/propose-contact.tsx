import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import type { Draft } from '../../src/mandates/draft.ts';
import { fullName, type Person } from '../../src/people/person.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { PostForm } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';

interface ProposeContactPageProps {
  draft: Draft;
  person: Person;
  form: Form;
  /** The step the draft is at. */
  back: string;
}

/** An address or a number the person gives at the counter. The helper is told plainly what they will not see. */
export function ProposeContactPage({ draft, person, form, back }: ProposeContactPageProps): JSX.Element {
  const { t } = usePage();
  return (
    <Layout
      title={t('contacts.propose.title', { person: fullName(person.identity) })}
      lead={t('contacts.propose.lead')}
      back={{ href: back }}
      form={form}
    >
      <Notice>
        <p>{t('contacts.propose.code')}</p>
      </Notice>
      <PostForm action={`/drafts/${draft.id}/contacts`}>
        <Field form={form} name="address" label={t('contacts.address')} hint={t('contacts.address.hint')} />
        <Actions>
          <Button>{t('contacts.propose.submit')}</Button>
        </Actions>
      </PostForm>
    </Layout>
  );
}
