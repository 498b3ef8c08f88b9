import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import type { Contact } from '../../src/people/contact.ts';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { PostForm } from '../parts/form.tsx';
import { Tag } from '../parts/notice.tsx';
import { Sentences } from '../parts/sentences.tsx';

interface OneContactProps {
  contact: Contact;
  isShared: boolean;
  isAsked: boolean;
  form: Form;
}

/** An address of the person's, whose it is, and what may be done about it. */
export function OneContact({ contact, isShared, isAsked, form }: OneContactProps): JSX.Element {
  const { t } = usePage();
  const { id, address, origin, confirmedAt } = contact;
  const action = `/me/contacts/${id}`;
  return (
    <section class="card" id={`contact-${id}`}>
      <h3>
        <bdi dir="ltr">{address}</bdi>
      </h3>
      <p>
        <Sentences text={t(`person.contacts.origin.${origin}`)} />{' '}
        <Tag tone={confirmedAt ? 'success' : 'warning'}>{t(confirmedAt ? 'person.contacts.confirmed' : 'person.contacts.waiting')}</Tag>
      </p>
      {isShared && (
        <p>
          <Sentences text={t('person.contacts.shared')} />
        </p>
      )}
      {!confirmedAt && <Confirmation {...{ id, isAsked, form }} />}
      <PostForm action={`${action}/removal`}>
        <Button look="quiet">{t('person.contacts.remove', { address })}</Button>
      </PostForm>
    </section>
  );
}

/** First a code is asked for, then it is given back. */
function Confirmation({ id, isAsked, form }: { id: string; isAsked: boolean; form: Form }): JSX.Element {
  const { t } = usePage();
  const action = `/me/contacts/${id}`;
  const field = `code-${id}`;
  if (!isAsked && form.mistakes[field] === undefined)
    return (
      <PostForm action={`${action}/code`}>
        <Button look="secondary">{t('person.contacts.code.send')}</Button>
      </PostForm>
    );
  return (
    <PostForm action={`${action}/confirmation`}>
      <CodeField name={field} form={form} />
      <Actions>
        <Button look="secondary">{t('person.contacts.code.submit')}</Button>
        <Button look="quiet" formAction={`${action}/code`}>
          {t('person.contacts.code.send')}
        </Button>
      </Actions>
    </PostForm>
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
        <Sentences text={t('person.contacts.code.hint')} />
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
