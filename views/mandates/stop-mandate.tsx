import type { JSX } from 'preact';
import type { Stoppable } from '../../src/mandates/stop-mandate.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button, ButtonLink } from '../parts/button.tsx';
import { Instant, SummaryList } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';
import { Confirm } from '../parts/sections.tsx';
import { Sentences } from '../parts/sentences.tsx';

/** What a code ends, for whoever holds it: with whom and until when, and the yes; or that it is done, and how to give it again. */
export function StopMandatePage({ organisation, runsUntil, isEnded, code }: Stoppable & Coded): JSX.Element {
  return runsUntil ? (
    <Ask organisation={organisation.name} until={runsUntil} code={code} />
  ) : (
    <Done organisation={organisation.name} isEnded={isEnded} code={code} />
  );
}

interface Coded {
  /** Goes on in the form where there is no session to remember that it was given; null where there is. */
  code: string | null;
}

function StopCode({ code }: Coded): JSX.Element | null {
  return code === null ? null : <input type="hidden" name="stopCode" value={code} />;
}

function Ask({ organisation, until, code }: Coded & { organisation: string; until: Date }): JSX.Element {
  const { language, t } = usePage();
  const action = code === null ? '/stop/revocation' : `/stop/revocation?lang=${language}`;
  return (
    <Layout title={t('person.stop.confirm.title')} picture="hand" back={{ href: '/stop' }}>
      <Confirm action={action} confirm={t('person.stop.confirm.yes')} cancel="/stop" danger>
        <StopCode code={code} />
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

function Done({ organisation, isEnded, code }: Coded & { organisation: string; isEnded: boolean }): JSX.Element {
  const { language, t } = usePage();
  return (
    <Layout title={t('person.stop.done.title')} picture="tick">
      <Notice tone="success">
        <p>
          <Sentences text={t('person.stop.done.text', { organisation })} />
        </p>
      </Notice>
      {isEnded && code === null && (
        <Actions>
          <ButtonLink look="secondary" href="/stop/certificate.pdf">
            {t('person.certificate.download')}
          </ButtonLink>
        </Actions>
      )}
      {isEnded && code !== null && (
        <PostForm action={`/stop/certificate.pdf?lang=${language}`}>
          <StopCode code={code} />
          <Actions>
            <Button look="secondary">{t('person.certificate.download')}</Button>
          </Actions>
        </PostForm>
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
