import type { JSX } from 'preact';
import { emptyForm } from '../../src/http/parse-form.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { Checkbox } from '../parts/choices.tsx';
import { PostForm } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';
import { Sentences } from '../parts/sentences.tsx';

/** The one way in for persons. Says what it is for, and what happens on a computer that is not theirs. */
export function PersonSignInPage({ helper }: { helper: string | null }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('person.signIn.title')} picture="card" lead={t('person.signIn.lead')}>
      {helper !== null && (
        <Notice tone="warning">
          <p>
            <Sentences text={t('person.signIn.helperHere', { helper })} />
          </p>
        </Notice>
      )}
      <p>
        <Sentences text={t('person.signIn.franceConnect')} />
      </p>
      <PostForm action="/me/sign-in">
        <Checkbox form={emptyForm} name="device" label={t('person.signIn.device')} hint={t('person.signIn.device.hint')} />
        <Button>{t('person.signIn.action')}</Button>
      </PostForm>
      <p>
        <Sentences text={t('person.signIn.free')} />
      </p>
    </Layout>
  );
}
