import type { JSX } from 'preact';
import { daysBetween } from '../../src/http/dates.ts';
import { currentStep, type Draft } from '../../src/mandates/draft.ts';
import type { MandateLine } from '../../src/mandates/list-store.ts';
import type { WaitingOffer } from '../../src/mandates/offer-store.ts';
import { fullName } from '../../src/people/person.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { useProcedureTitles } from './procedure-titles.ts';
import { Actions, ButtonLink } from '../parts/button.tsx';
import { Birthdate, Day, Instant } from '../parts/facts.tsx';
import { Pagination, SearchField } from '../parts/listing.tsx';
import { Notice, Tag } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';

interface HomePageProps {
  at: Date;
  /** What persons signed by themselves and offer. */
  offers: readonly WaitingOffer[];
  /** For how many persons letters wait to be printed. */
  letters: number;
  /** A letter was printed lately, and may be again. */
  hasPrinted: boolean;
  drafts: readonly Draft[];
  lines: readonly MandateLine[];
  search: string;
  ended: boolean;
  page: number;
  hasMore: boolean;
}

/** Where a helper begins: the people they may act for, what ends soon, what waits. */
export function HomePage({ at, offers, letters, hasPrinted, drafts, lines, search, ended, page, hasMore }: HomePageProps): JSX.Element {
  const { t } = usePage();
  const address = (number: number) =>
    `/home?${new URLSearchParams({ ...(search && { q: search }), ...(ended && { ended: '1' }), page: String(number) })}`;
  return (
    <Layout title={t('mandates.home.title')} wide>
      <Actions>
        <ButtonLink href="/mandates/new">{t('mandates.home.new')}</ButtonLink>
      </Actions>
      <Offers offers={offers} />
      <Waiting drafts={drafts} />
      {(letters > 0 || hasPrinted) && (
        <p>
          <a href="/letters">{letters > 0 ? t('mandates.home.letters', { count: letters }) : t('mandates.letters.printed')}</a>
        </p>
      )}
      <SearchField label={t('mandates.home.search')} action="/home" value={search} filters="people" />
      <DataTable
        id="people"
        caption={t(ended ? 'mandates.home.ended' : 'mandates.home.active')}
        empty={t(search ? 'mandates.home.nobody' : 'mandates.home.empty')}
        rows={lines}
        columns={[
          { title: t('mandates.fact.person'), cell: (line) => <a href={`/mandates/${line.id}`}>{fullName(line.person.identity)}</a> },
          { title: t('mandates.fact.birthdate'), cell: (line) => <Birthdate of={line.person.identity} /> },
          { title: t('mandates.fact.procedures'), cell: (line) => <Procedures line={line} ended={ended} /> },
          { title: t('mandates.fact.end'), cell: (line) => <End line={line} at={at} /> },
        ]}
      />
      <Pagination previous={page > 1 ? address(page - 1) : null} next={hasMore ? address(page + 1) : null} />
      <p>
        <a href={ended ? '/home' : '/home?ended=1'}>{t(ended ? 'mandates.home.showActive' : 'mandates.home.showEnded')}</a>
      </p>
    </Layout>
  );
}

function Offers({ offers }: { offers: readonly WaitingOffer[] }): JSX.Element | null {
  const { t } = usePage();
  if (offers.length === 0) return null;
  return (
    <Notice tone="warning" title={t('mandates.home.offers', { count: offers.length })}>
      <ul>
        {offers.map(({ id, person, lapsesAt }) => (
          <li key={id}>
            <a href={`/offers/${id}`}>{t('mandates.home.offer', { person: fullName(person.identity), until: lapsesAt })}</a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Waiting({ drafts }: { drafts: readonly Draft[] }): JSX.Element | null {
  const { t } = usePage();
  const titles = useProcedureTitles();
  if (drafts.length === 0) return null;
  return (
    <Notice tone="warning" title={t('mandates.home.waiting', { count: drafts.length })}>
      <ul>
        {drafts.map((draft) => (
          <li key={draft.id}>
            <a href={currentStep(draft)}>{t('mandates.home.resume', { procedures: titles(draft.procedures) })}</a>{' '}
            <Instant at={draft.createdAt} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Procedures({ line, ended }: { line: MandateLine; ended: boolean }): JSX.Element {
  const titles = useProcedureTitles();
  const shown = line.procedures.filter(({ revokedAt }) => ended || !revokedAt);
  return <>{titles(shown.map(({ code }) => code))}</>;
}

function End({ line, at }: { line: MandateLine; at: Date }): JSX.Element {
  const { t } = usePage();
  const isRunning = at < line.expiresAt;
  const days = daysBetween(at, line.expiresAt);
  if (line.revokedAt) return <Tag tone="danger">{t('mandates.state.revoked')}</Tag>;
  return (
    <>
      <Day of={line.expiresAt} /> {isRunning && days <= 7 && <Tag tone="warning">{t('mandates.home.soon', { days })}</Tag>}{' '}
      {isRunning && line.isWithoutHelper && <Tag tone="warning">{t('mandates.home.withoutHelper')}</Tag>}
    </>
  );
}
