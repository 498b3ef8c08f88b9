import type { JSX } from 'preact';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { ButtonLink } from '../parts/button.tsx';
import { Pictogram } from '../parts/pictogram.tsx';
import { Sentences } from '../parts/sentences.tsx';

const promises = ['agree', 'see', 'end'] as const;

/** What stands beside each title in easy French. */
const pictures = { person: 'family', helper: 'people', verifier: 'shield', agree: 'tick', see: 'list', end: 'hand' } as const;

/** The front page, for the three kinds of people who come: who is helped, who helps, who checks a mandate. */
export function HomePage(): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('home.title')} picture="people" lead={t('home.lead')} wide>
      <div class="cards">
        <section class="card">
          <CardTitle of="person" />
          <p>
            <Sentences text={t('home.person.text')} />
          </p>
          <ButtonLink href="/me/sign-in">{t('home.person.signIn')}</ButtonLink>
          <p>
            <a href="/help">{t('home.person.enter')}</a>
          </p>
        </section>
        <section class="card">
          <CardTitle of="helper" />
          <p>
            <Sentences text={t('home.helper.text')} />
          </p>
          <ButtonLink look="secondary" href="/sign-in">
            {t('home.helper.enter')}
          </ButtonLink>
          <p>
            <a href="/apply">{t('home.helper.apply')}</a>
          </p>
        </section>
        <section class="card">
          <CardTitle of="verifier" />
          <p>
            <Sentences text={t('home.verifier.text')} />
          </p>
          <ButtonLink look="secondary" href="/verify">
            {t('home.verifier.enter')}
          </ButtonLink>
        </section>
      </div>
      <Promises />
    </Layout>
  );
}

function CardTitle({ of }: { of: 'person' | 'helper' | 'verifier' }): JSX.Element {
  const { t } = usePage();
  return (
    <h2>
      <Pictogram name={pictures[of]} />
      {t(`home.${of}.title`)}
    </h2>
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
            <h3>
              <Pictogram name={pictures[promise]} />
              {t(`home.promise.${promise}.title`)}
            </h3>
            <p>
              <Sentences text={t(`home.promise.${promise}.text`)} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
