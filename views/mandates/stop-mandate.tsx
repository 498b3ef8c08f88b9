import type { JSX } from 'preact';
import type { Stoppable } from '../../src/mandates/stop-mandate.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, ButtonLink } from '../parts/button.tsx';
import { Instant, SummaryList } from '../parts/facts.tsx';
import { Notice } from '../parts/notice.tsx';
import { Confirm } from '../parts/sections.tsx';
import { Sentences } from '../parts/sentences.tsx';

/** What a code ends, for whoever holds it: with whom and until when, and the yes; or that it is done, and how to give it again. */
export function StopMandatePage({ organisation, runsUntil, isEnded }: Stoppable): JSX.Element {
  return runsUntil ? (
    <Ask organisation={organisation.name} until={runsUntil} />
  ) : (
    <Done organisation={organisation.name} isEnded={isEnded} />
  );
}

function Ask({ organisation, until }: { organisation: string; until: Date }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('person.stop.confirm.title')} picture="hand" back={{ href: '/stop' }}>
      <Confirm action="/stop/revocation" confirm={t('person.stop.confirm.yes')} cancel="/stop" danger>
        <SummaryList
          facts={[
            { name: t('person.stop.organisation'), value: <bdi>{organisation}</bdi> },
            { name: t('person.stop.until'), value: <Instant at={until} /> },
          ]}
        />
        <p>
          <Sentences text={t('person.stop.confirm.effect')} />
        </p>
      </Confirm>
    </Layout>
  );
}

function Done({ organisation, isEnded }: { organisation: string; isEnded: boolean }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('person.stop.done.title')} picture="tick">
      <Notice tone="success">
        <p>
          <Sentences text={t('person.stop.done.text', { organisation })} />
        </p>
      </Notice>
      {isEnded && (
        <Actions>
          <ButtonLink look="secondary" href="/stop/certificate.pdf">
            {t('person.certificate.download')}
          </ButtonLink>
        </Actions>
      )}
      <section class="reading">
        <p>
          <Sentences text={t('person.stop.done.others')} />
        </p>
        <h2>{t('person.stop.again.title')}</h2>
        <p>
          <Sentences text={t('person.stop.again.text')} />
        </p>
      </section>
    </Layout>
  );
}
