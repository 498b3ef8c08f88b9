import type { JSX } from 'preact';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { ButtonLink } from '../parts/button.tsx';

const promises = ['agree', 'see', 'end'] as const;

/** The front page, for the three kinds of people who come: who is helped, who helps, who checks a mandate. */
export function HomePage(): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('home.title')} lead={t('home.lead')} wide>
      <div class="cards">
        <section class="card">
          <h2>{t('home.person.title')}</h2>
          <p>{t('home.person.text')}</p>
          <ButtonLink href="/me/sign-in">{t('home.person.signIn')}</ButtonLink>
          <p>
            <a href="/help">{t('home.person.enter')}</a>
          </p>
        </section>
        <section class="card">
          <h2>{t('home.helper.title')}</h2>
          <p>{t('home.helper.text')}</p>
          <ButtonLink look="secondary" href="/sign-in">
            {t('home.helper.enter')}
          </ButtonLink>
          <p>
            <a href="/apply">{t('home.helper.apply')}</a>
          </p>
        </section>
        <section class="card">
          <h2>{t('home.verifier.title')}</h2>
          <p>{t('home.verifier.text')}</p>
          <ButtonLink look="secondary" href="/verify">
            {t('home.verifier.enter')}
          </ButtonLink>
        </section>
      </div>
      <Promises />
    </Layout>
  );
}

function Promises(): JSX.Element {
  const { t } = usePage();
  return (
    <section>
      <h2>{t('home.promises')}</h2>
      <ul class="promises">
        {promises.map((promise) => (
          <li key={promise}>
            <h3>{t(`home.promise.${promise}.title`)}</h3>
            <p>{t(`home.promise.${promise}.text`)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
