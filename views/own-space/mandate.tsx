import type { JSX } from 'preact';
import { languages } from '../../src/http/languages.ts';
import { isActive } from '../../src/mandates/mandate.ts';
import type { OwnMandateView } from '../../src/own-space/view-own-mandate.ts';
import { Layout } from '../layout.tsx';
import { ReceiptsOfUse } from '../mandates/receipts.tsx';
import { TermsInOneLanguage } from '../mandates/terms-text.tsx';
import { usePage } from '../page.tsx';
import { Actions, ButtonLink } from '../parts/button.tsx';
import { Instant, SummaryList } from '../parts/facts.tsx';
import { Pagination } from '../parts/listing.tsx';
import { Notice } from '../parts/notice.tsx';
import { Pictogram } from '../parts/pictogram.tsx';
import { Details } from '../parts/sections.tsx';
import { DataTable } from '../parts/table.tsx';
import { OwnProcedures } from './procedures.tsx';
import { LineProof, ProofPanel, proofScripts } from './proofs.tsx';
import { WhoMayAct } from './who-may-act.tsx';
import { Sentences } from '../parts/sentences.tsx';

interface OwnMandatePageProps extends OwnMandateView {
  at: Date;
  /** The journal's key or policy that the seals are checked with. */
  trusted: string;
}

/** One mandate of the person's own: the exact text, what was done with it, what services say of it, what runs and what is over. */
export function OwnMandatePage(props: OwnMandatePageProps): JSX.Element {
  const { mandate, organisation, exclusions, terms, names, at, next } = props;
  const { t } = usePage();
  const active = isActive(mandate, at);
  const then = names.organisation(mandate.organisationId, mandate.concludedAt) ?? organisation.name;
  return (
    <Layout
      title={then}
      picture="sheet"
      lead={then === organisation.name ? undefined : t('person.home.renamed', { name: organisation.name })}
      back={{ href: '/me' }}
      scripts={props.uses.length > 0 ? proofScripts : []}
      wide
    >
      {!active && (
        <Notice tone={mandate.revokedAt ? 'success' : 'info'} title={t('person.stop.done.title')}>
          <p>{t('person.stop.done.text', { organisation: organisation.name })}</p>
        </Notice>
      )}
      <SummaryList
        facts={[
          { name: t('person.mandate.start'), value: <Instant at={mandate.startsAt} /> },
          { name: t('person.mandate.end'), value: <Instant at={mandate.expiresAt} /> },
          { name: t('person.mandate.helper'), value: names.helper(mandate.helperId, mandate.concludedAt) ?? '' },
        ]}
      />
      {active && <WhoMayAct named={props.named} />}
      <OwnProcedures mandate={mandate} exclusions={exclusions} at={at} />
      <Actions>
        {active && (
          <ButtonLink look="danger" href={`/me/mandates/${mandate.id}/end`}>
            <Pictogram name="hand" />
            {t('person.end.title')}
          </ButtonLink>
        )}
        {props.mayBeGivenAgain && (
          <ButtonLink href={`/me/offers/new/${organisation.id}?again=${mandate.id}`}>{t('person.offer.again')}</ButtonLink>
        )}
        <ButtonLink look="secondary" href={`/me/mandates/${mandate.id}/paper.pdf`}>
          {t('person.mandate.paper')}
        </ButtonLink>
        {mandate.procedures.some(({ revokedAt }) => revokedAt) && (
          <ButtonLink look="secondary" href={`/me/mandates/${mandate.id}/certificate.pdf`}>
            {t('person.end.certificate')}
          </ButtonLink>
        )}
      </Actions>
      <Uses {...props} />
      <Pagination previous={null} next={next === null ? null : `/me/mandates/${mandate.id}?before=${next}`} />
      {terms.texts.map((text) => (
        <Details key={text.language} summary={t('person.mandate.text', { language: languages[text.language].name })}>
          <TermsInOneLanguage text={text} />
        </Details>
      ))}
    </Layout>
  );
}

function Uses({ uses, names, receipts, lines, trusted }: OwnMandatePageProps): JSX.Element {
  const { t } = usePage();
  return (
    <>
      {uses.length > 0 && <ProofPanel trusted={trusted} />}
      <DataTable
        caption={t('person.uses.title')}
        empty={t('person.uses.none')}
        rows={uses}
        columns={[
          { title: t('person.uses.when'), cell: (use) => <Instant at={use.usedAt} /> },
          { title: t('person.uses.who'), cell: (use) => <bdi>{names.helper(use.helperId, use.usedAt)}</bdi> },
          { title: t('person.mandate.procedure'), cell: (use) => t(`terms.procedure.${use.procedure}.title`) },
          { title: t('person.uses.where'), cell: (use) => <bdi>{use.clientName}</bdi> },
          {
            title: t('person.uses.receipts'),
            cell: (use) => (
              <>
                <ReceiptsOfUse use={use} receipts={receipts.get(use.id)} beside={({ id }) => <LineProof line={lines.get(id)} />} />
                <p>
                  <a href={`/me/uses/${use.id}/contest`}>{t('person.case.open')}</a>
                </p>
              </>
            ),
          },
          { title: t('person.record.proof'), cell: (use) => <LineProof line={lines.get(use.id)} /> },
        ]}
      />
      {uses.length > 0 && (
        <p>
          <Sentences text={t('person.uses.blind')} />
        </p>
      )}
    </>
  );
}
