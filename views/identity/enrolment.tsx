import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { PostForm } from '../parts/form.tsx';

interface Key {
  readonly secret: string;
  /** For applications on this device (`otpauth:`). */
  readonly address: string;
  /** The same as an image, for telephones to read. */
  readonly picture: string;
}

/** Puts the first second factor in place: a key to copy, then a code that shows it was. */
export function EnrolmentPage({ form, enrolment: key }: { form: Form; enrolment: Key | null }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('identity.enrol.title')} lead={t('identity.enrol.text')} form={form}>
      {key && <KeyToCopy {...{ form, ...key }} />}
      <PostForm action="/account/second-factor">
        <Button look={key ? 'quiet' : 'primary'}>{t(key ? 'identity.enrol.again' : 'identity.enrol.begin')}</Button>
      </PostForm>
      <p>
        <a href="/account/passkeys/new">{t('identity.enrol.passkey')}</a>
      </p>
    </Layout>
  );
}

function KeyToCopy({ form, secret, address, picture }: { form: Form } & Key): JSX.Element {
  const { t } = usePage();
  return (
    <>
      <section>
        <h2>{t('identity.enrol.key.title')}</h2>
        <p>{t('identity.enrol.key.text')}</p>
        <img class="qr" src={picture} alt={t('identity.enrol.key.picture')} width={200} height={200} />
        <p>
          <code dir="ltr">{secret.match(/.{1,4}/g)?.join(' ')}</code>
        </p>
        <p>
          <a href={address}>{t('identity.enrol.key.open')}</a>
        </p>
      </section>
      <section>
        <h2>{t('identity.enrol.confirm.title')}</h2>
        <PostForm action="/account/second-factor/confirmation">
          <Field form={form} name="code" kind="code" size={8} label={t('identity.secondFactor.code')} />
          <Button>{t('identity.secondFactor.action')}</Button>
        </PostForm>
      </section>
    </>
  );
}
