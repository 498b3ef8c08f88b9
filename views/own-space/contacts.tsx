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
import { Tag } from '../parts/notice.tsx';

interface ContactsPageProps {
  contacts: readonly Contact[];
  /** Those that another person has too, by their ids. */
  shared: ReadonlySet<string>;
  /** Null: nothing chosen yet. */
  chosen: Preferences | null;
  form: Form;
}

/** How the person is reached: their addresses and numbers, and how they want to be told. */
export function ContactsPage({ contacts, shared, chosen, form }: ContactsPageProps): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('person.contacts.title')} picture="letter" lead={t('person.contacts.lead')} back={{ href: '/me' }} form={form}>
      <h2>{t('person.contacts.list')}</h2>
      {contacts.length === 0 && <p>{t('person.contacts.none')}</p>}
      {contacts.map((contact) => (
        <OneContact key={contact.id} contact={contact} isShared={shared.has(contact.id)} form={form} />
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

function OneContact({ contact, isShared, form }: { contact: Contact; isShared: boolean; form: Form }): JSX.Element {
  const { t } = usePage();
  const { id, address, origin, confirmedAt } = contact;
  const action = `/me/contacts/${id}`;
  const field = `code-${id}`;
  return (
    <section class="card" id={`contact-${id}`}>
      <h3>
        <bdi dir="ltr">{address}</bdi>
      </h3>
      <p>
        {t(`person.contacts.origin.${origin}`)}{' '}
        <Tag tone={confirmedAt ? 'success' : 'warning'}>{t(confirmedAt ? 'person.contacts.confirmed' : 'person.contacts.waiting')}</Tag>
      </p>
      {isShared && <p>{t('person.contacts.shared')}</p>}
      {!confirmedAt && (
        <>
          <PostForm action={`${action}/confirmation`}>
            <CodeField name={field} form={form} />
            <Actions>
              <Button look="secondary">{t('person.contacts.code.submit')}</Button>
              <Button look="quiet" formAction={`${action}/code`}>
                {t('person.contacts.code.send')}
              </Button>
            </Actions>
          </PostForm>
        </>
      )}
      <PostForm action={`${action}/removal`}>
        <Button look="quiet">{t('person.contacts.remove', { address })}</Button>
      </PostForm>
    </section>
  );
}

/** Sent as `code`; its id tells it from those of the other addresses. */
function CodeField({ name, form }: { name: string; form: Form }): JSX.Element {
  const { t } = usePage();
  const mistake = form.mistakes[name];
  return (
    <div class={mistake === undefined ? 'question' : 'question wrong'}>
      <label for={name}>{t('person.contacts.code')}</label>
      <p class="hint" id={`${name}-hint`}>
        {t('person.contacts.code.hint')}
      </p>
      {mistake !== undefined && (
        <p class="mistake" id={`${name}-mistake`}>
          {t(mistake)}
        </p>
      )}
      <input
        {...{
          id: name,
          name: 'code',
          type: 'text',
          inputmode: 'numeric',
          autocomplete: 'one-time-code',
          dir: 'ltr',
          size: 6,
          class: 'sized',
        }}
        aria-describedby={mistake === undefined ? `${name}-hint` : `${name}-mistake ${name}-hint`}
        aria-invalid={mistake !== undefined}
      />
    </div>
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
