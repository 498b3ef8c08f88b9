import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import { emptyForm } from '../../src/http/parse-form.ts';
import type { Card } from '../../src/identity/card-store.ts';
import { helperName, type Helper } from '../../src/organisations/helper.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { Radios } from '../parts/choices.tsx';
import { SummaryList } from '../parts/facts.tsx';
import { Field } from '../parts/field.tsx';
import { PostForm } from '../parts/form.tsx';

/** One card: whose it is, and giving it or taking it back. */
export function CardPage({ card, helper, form }: { card: Card; helper: Helper | null; form: Form }): JSX.Element {
  const { t } = usePage();
  const owner = helper ? [{ name: t('identity.card.owner'), value: helperName(helper) }] : [];
  return (
    <Layout title={t('identity.card.title', { serial: card.serial })} back={{ href: '/manager/cards' }} form={form}>
      <SummaryList facts={[{ name: t('identity.cards.state'), value: <CardState card={card} /> }, ...owner]} />
      {!card.retiredAt && !card.helperId && <Bind {...{ card, form }} />}
      {!card.retiredAt && <Release card={card} />}
    </Layout>
  );
}

/** Where a card stands, in a word. */
export function CardState({ card }: { card: Card }): JSX.Element {
  const { t } = usePage();
  if (card.retiredBecause) return <>{t(`identity.cards.retired.${card.retiredBecause}`)}</>;
  return <>{t(card.helperId ? 'identity.cards.bound' : 'identity.cards.free')}</>;
}

function Bind({ card, form }: { card: Card; form: Form }): JSX.Element {
  const { t } = usePage();
  return (
    <section>
      <h2>{t('identity.card.bind')}</h2>
      <PostForm action={`/manager/cards/${card.serial}/binding`}>
        <Field form={form} name="email" kind="email" label={t('identity.card.email')} />
        <Field form={form} name="code" kind="code" size={8} label={t('identity.card.code')} hint={t('identity.card.code.hint')} />
        <Button>{t('identity.card.bind')}</Button>
      </PostForm>
    </section>
  );
}

function Release({ card }: { card: Card }): JSX.Element {
  const { t } = usePage();
  const reasons = (['returned', 'lost', 'broken'] as const).filter((reason) => reason !== 'returned' || card.helperId !== null);
  return (
    <section>
      <h2>{t('identity.card.release')}</h2>
      <PostForm action={`/manager/cards/${card.serial}/release`}>
        <Radios
          form={emptyForm}
          name="because"
          label={t('identity.card.because')}
          choices={reasons.map((value) => ({ value, label: t(`identity.card.because.${value}`) }))}
        />
        <Button look="danger">{t('identity.card.release.action')}</Button>
      </PostForm>
    </section>
  );
}
