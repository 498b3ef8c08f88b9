import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Field } from '../parts/field.tsx';
import { PostForm } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';

/** Registers a passkey: its name, then the authenticator answers. The one page that cannot do without scripts: it says so. */
export function NewPasskeyPage({ form, question }: { form: Form; question: object }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout
      title={t('identity.passkey.new.title')}
      lead={t('identity.passkey.new.text')}
      back={{ href: '/factors' }}
      form={form}
      scripts={['passkeys.js']}
    >
      <noscript>
        <Notice tone="warning" title={t('identity.passkey.noScript.title')}>
          <p>{t('identity.passkey.noScript.text')}</p>
        </Notice>
      </noscript>
      <PostForm action="/account/passkeys">
        <Field form={form} name="name" label={t('identity.passkey.name')} hint={t('identity.passkey.name.hint')} />
        <input type="hidden" name="credential" value="" />
        <p>
          <button type="submit" class="button primary" data-passkey="create" data-question={JSON.stringify(question)} hidden>
            {t('identity.passkey.new.action')}
          </button>
        </p>
        <p role="status" data-passkey-trouble={t('identity.passkey.trouble')} />
      </PostForm>
      <p>
        <a href="/account/second-factor">{t('identity.passkey.other')}</a>
      </p>
    </Layout>
  );
}
