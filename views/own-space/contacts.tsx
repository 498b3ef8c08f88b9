import type { JSX } from 'preact';
import { allLanguages, languages } from '../../src/http/texts.ts';
import type { Form } from '../../src/http/parse-form.ts';
import { type Contact, rhythms, tellingChannels } from '../../src/people/contact.ts';
import type { Preferences } from '../../src/people/contact-store.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { Radios } from '../parts/choices.tsx';
import { Field } from '../parts/field.tsx';
import { PostForm } from '../parts/form.tsx';
import { OneContact } from './one-contact.tsx';
import { Sentences } from '../parts/sentences.tsx';

interface ContactsPageProps {
  contacts: readonly Contact[];
  /** Those that another person has too, by their ids. */
  shared: ReadonlySet<string>;
  /** Those that a code went to, which waits to be given back. */
  asked: ReadonlySet<string>;
  /** Null: nothing chosen yet. */
  chosen: Preferences | null;
  form: Form;
}

/** How the person is reached: their addresses and numbers, and how they want to be told. */
export function ContactsPage({ contacts, shared, asked, chosen, form }: ContactsPageProps): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('person.contacts.title')} picture="letter" lead={t('person.contacts.lead')} back={{ href: '/me' }} form={form}>
      <h2>{t('person.contacts.list')}</h2>
      {contacts.length === 0 && (
        <p>
          <Sentences text={t('person.contacts.none')} />
        </p>
      )}
      {contacts.map((contact) => (
        <OneContact key={contact.id} {...{ contact, isShared: shared.has(contact.id), isAsked: asked.has(contact.id), form }} />
      ))}
      <h2>{t('person.contacts.add')}</h2>
      <PostForm action="/me/contacts">
        <Field form={form} name="address" label={t('person.contacts.address')} hint={t('person.contacts.address.hint')} />
        <Actions>
          <Button>{t('person.contacts.add.submit')}</Button>
        </Actions>
      </PostForm>
      <Choices chosen={chosen} form={form} />
    </Layout>
  );
}

function Choices({ chosen, form }: Pick<ContactsPageProps, 'chosen' | 'form'>): JSX.Element {
  const { t, language } = usePage();
  return (
    <>
      <h2>{t('person.contacts.how')}</h2>
      <PostForm action="/me/preferences">
        <Radios
          {...{ form, name: 'channel', label: t('person.contacts.channel'), chosen: chosen?.channel ?? 'email' }}
          choices={tellingChannels.map((value) => ({ value, label: t(`person.contacts.channel.${value}`) }))}
        />
        <Radios
          {...{ form, name: 'rhythm', label: t('person.contacts.rhythm'), chosen: chosen?.rhythm ?? 'at_once' }}
          choices={rhythms.map((value) => ({ value, label: t(`person.contacts.rhythm.${value}`) }))}
        />
        <Radios
          {...{ form, name: 'language', label: t('person.contacts.language'), chosen: chosen?.language ?? language }}
          choices={allLanguages.map((value) => ({ value, label: languages[value].name }))}
        />
        <Actions>
          <Button>{t('person.contacts.how.submit')}</Button>
        </Actions>
      </PostForm>
    </>
  );
}
