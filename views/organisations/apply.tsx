import type { JSX } from 'preact';
import { emptyForm, type Form } from '../../src/http/parse-form.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button, ButtonLink } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { PostForm } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';

const needed = ['organisation', 'manager', 'helpers', 'declarations'] as const;

/** The door: what it takes, and the address to which the link goes. */
export function ApplyPage({ form, going }: { form: Form; going: boolean }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('application.apply.title')} lead={t('application.apply.lead')} back={{ href: '/' }} form={form}>
      {going && (
        <Notice>
          <p>{t('application.apply.going')}</p>
          <ButtonLink href="/application">{t('application.apply.resume')}</ButtonLink>
        </Notice>
      )}
      <h2>{t('application.apply.needed')}</h2>
      <ul>
        {needed.map((part) => (
          <li key={part}>{t(`application.apply.needed.${part}`)}</li>
        ))}
      </ul>
      <h2>{t('application.apply.begin')}</h2>
      <PostForm action="/apply">
        <Field form={form} name="email" kind="email" label={t('application.apply.email')} hint={t('application.apply.email.hint')} />
        <Actions>
          <Button>{t('application.apply.submit')}</Button>
        </Actions>
      </PostForm>
    </Layout>
  );
}

/** Whoever asked, the same words: only the mailbox learns more. */
export function ApplySentPage(): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('application.sent.title')} lead={t('application.sent.lead')} back={{ href: '/apply' }}>
      <p>{t('application.sent.text')}</p>
    </Layout>
  );
}

/** Where the link leads: a button, since readers of mail open links by themselves. One that was used brings another by mail. */
export function ApplyLinkPage({ token }: { token: string }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('application.link.title')} lead={t('application.link.lead')} form={emptyForm}>
      <PostForm action={`/apply/link/${encodeURIComponent(token)}`}>
        <Actions>
          <Button>{t('application.link.submit')}</Button>
        </Actions>
      </PostForm>
      <h2>{t('application.link.used')}</h2>
      <p>{t('application.link.used.text')}</p>
      <PostForm action={`/apply/link/${encodeURIComponent(token)}/renewal`}>
        <Button look="secondary">{t('application.link.renew')}</Button>
      </PostForm>
    </Layout>
  );
}
