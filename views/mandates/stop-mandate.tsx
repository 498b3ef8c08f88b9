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
export function StopMandatePage({ organisation, runsUntil, isEnded, code }: Stoppable & { code: string | null }): JSX.Element {
  return runsUntil ? (
    <Ask organisation={organisation.name} until={runsUntil} code={code} />
  ) : (
    <Done organisation={organisation.name} isEnded={isEnded && code === null} />
  );
}

/** The code goes on in the form where there is no session to remember that it was given. */
function Ask({ organisation, until, code }: { organisation: string; until: Date; code: string | null }): JSX.Element {
  const { language, t } = usePage();
  const action = code === null ? '/stop/revocation' : `/stop/revocation?lang=${language}`;
  return (
    <Layout title={t('person.stop.confirm.title')} picture="hand" back={{ href: '/stop' }}>
      <Confirm action={action} confirm={t('person.stop.confirm.yes')} cancel="/stop" danger>
        {code !== null && <input type="hidden" name="stopCode" value={code} />}
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
