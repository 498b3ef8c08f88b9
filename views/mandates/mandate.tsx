import type { JSX } from 'preact';
import { isActive, isRenewable } from '../../src/mandates/mandate.ts';
import { languages } from '../../src/http/languages.ts';
import type { MandateView } from '../../src/mandates/view-mandate.ts';
import { fullName } from '../../src/people/person.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, ButtonLink } from '../parts/button.tsx';
import { Birthdate, Instant, SummaryList } from '../parts/facts.tsx';
import { Notice, Tag } from '../parts/notice.tsx';
import { Details } from '../parts/sections.tsx';
import { CoveredProcedures } from './covered-procedures.tsx';
import { TermsInOneLanguage } from './terms-text.tsx';
import { Users } from './users.tsx';
import { Uses } from './uses.tsx';

/** One mandate: who, what, until when, what was done with it, and how to end it. */
export function MandatePage({
  mandate,
  exclusions,
  person,
  terms,
  named,
  uses,
  receipts,
  names,
  at,
}: MandateView & { at: Date }): JSX.Element {
  const { t } = usePage();
  const active = isActive(mandate, at);
  return (
    <Layout title={t('mandates.mandate.title', { person: fullName(person.identity) })} back={{ href: '/home' }} wide>
      {active && named?.every(({ mayAct }) => !mayAct) === true && (
        <Notice tone="warning">
          <p>{t('mandates.mandate.nobody')}</p>
        </Notice>
      )}
      <SummaryList
        facts={[
          { name: t('mandates.fact.state'), value: <State mandate={mandate} at={at} /> },
          { name: t('mandates.fact.birthdate'), value: <Birthdate of={person.identity} /> },
          { name: t('mandates.fact.start'), value: <Instant at={mandate.startsAt} /> },
          { name: t('mandates.fact.end'), value: <Instant at={mandate.expiresAt} /> },
          { name: t('mandates.fact.helper'), value: names.helper(mandate.helperId, mandate.concludedAt) ?? '' },
          { name: t('mandates.fact.users'), value: <Users named={named} /> },
          { name: t('mandates.fact.agreed'), value: <Instant at={mandate.agreedAt} /> },
        ]}
      />
      <CoveredProcedures mandate={mandate} exclusions={exclusions} at={at} />
      <Actions>
        <ButtonLink look="secondary" href={`/mandates/${mandate.id}/paper.pdf`}>
          {t('mandates.mandate.paperPdf')}
        </ButtonLink>
        <ButtonLink look="quiet" href={`/mandates/${mandate.id}/paper`}>
          {t('mandates.mandate.paper')}
        </ButtonLink>
        {mandate.procedures.some(({ revokedAt }) => revokedAt) && (
          <ButtonLink look="quiet" href={`/mandates/${mandate.id}/certificate.pdf`}>
            {t('person.certificate.download')}
          </ButtonLink>
        )}
        {isRenewable(mandate, at) && (
          <ButtonLink look="secondary" href={`/mandates/${mandate.id}/renewal`}>
            {t('mandates.mandate.renew')}
          </ButtonLink>
        )}
        {active && (
          <ButtonLink look="danger" href={`/mandates/${mandate.id}/revocation`}>
            {t('mandates.mandate.endAll')}
          </ButtonLink>
        )}
      </Actions>
      <Uses uses={uses} receipts={receipts} names={names} />
      {terms.texts.map((text) => (
        <Details key={text.language} summary={t('mandates.mandate.terms', { language: languages[text.language].name })}>
          <TermsInOneLanguage text={text} />
        </Details>
      ))}
    </Layout>
  );
}

function State({ mandate, at }: Pick<MandateView, 'mandate'> & { at: Date }): JSX.Element {
  const { t } = usePage();
  if (isActive(mandate, at)) return <Tag tone="success">{t('mandates.state.active')}</Tag>;
  if (mandate.revokedAt) return <Tag tone="danger">{t('mandates.state.revoked')}</Tag>;
  return <Tag>{t(at >= mandate.expiresAt ? 'mandates.state.expired' : 'mandates.state.replaced')}</Tag>;
}
