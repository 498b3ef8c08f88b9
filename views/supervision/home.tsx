import type { JSX } from 'preact';
import type { StandingReason } from '../../src/supervision/reason.ts';
import type { Waits } from '../../src/supervision/what-waits.ts';
import { Layout } from '../layout.tsx';
import { usePage, type TextKey } from '../page.tsx';
import { ReasonBanner } from './reason-banner.tsx';

/** What a supervisor may do, in the order one does it. */
const doors: readonly { href: string; title: TextKey; text: TextKey }[] = [
  { href: '/supervision/journal', title: 'supervision.search.title', text: 'supervision.home.search' },
  { href: '/supervision/suspensions', title: 'suspension.title', text: 'supervision.home.suspensions' },
  { href: '/supervision/exports', title: 'supervision.exports.title', text: 'supervision.home.exports' },
  { href: '/supervision/integrity', title: 'integrity.title', text: 'supervision.home.integrity' },
  { href: '/supervision/cases', title: 'nav.cases', text: 'supervision.home.cases' },
  { href: '/supervision/alerts', title: 'nav.alerts', text: 'supervision.home.alerts' },
  { href: '/supervision/samples', title: 'supervision.sample.title', text: 'supervision.home.samples' },
  { href: '/supervision/figures', title: 'supervision.figures.title', text: 'supervision.home.figures' },
];

/** What an ombudsman may do besides. */
const ombudsmansDoors: typeof doors = [
  { href: '/supervision/supervisors', title: 'supervision.supervisors.title', text: 'supervision.home.supervisors' },
];

/** Where a supervisor begins: what there is to do, and the territories they watch. */
export function SupervisorHomePage({
  territories,
  reason,
  waits,
  isOmbudsman,
}: {
  territories: readonly string[];
  reason: StandingReason | null;
  waits: readonly Waits[];
  isOmbudsman: boolean;
}): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('supervision.home.title')} lead={t('supervision.home.lead')}>
      <ReasonBanner reason={reason} />
      <h2>{t('supervision.waits.title')}</h2>
      <Waiting waits={waits} />
      <h2>{t('supervision.home.doors')}</h2>
      <ul>
        {[...doors, ...(isOmbudsman ? ombudsmansDoors : [])].map(({ href, title, text }) => (
          <li key={href}>
            <a href={href}>{t(title)}</a> – {t(text)}
          </li>
        ))}
      </ul>
      <h2>{t('supervision.home.territories')}</h2>
      <ul>
        {territories.map((territory) => (
          <li key={territory}>{territory === '*' ? t('supervision.home.everywhere') : territory}</li>
        ))}
      </ul>
    </Layout>
  );
}

/** What waits, with the way to it. */
function Waiting({ waits }: { waits: readonly Waits[] }): JSX.Element {
  const { t } = usePage();
  if (waits.length === 0) return <p>{t('supervision.waits.nothing')}</p>;
  return (
    <ul>
      {waits.map(({ what, count, isMore, href }) => (
        <li key={what}>
          <a href={href}>{t(`supervision.waits.${what}`, { count })}</a>
          {isMore && ` – ${t('supervision.waits.more')}`}
        </li>
      ))}
    </ul>
  );
}
