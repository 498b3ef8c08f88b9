import type { JSX } from 'preact';
import { usePage, type Role, type TextKey } from '../page.tsx';

/** Where each role may go from anywhere, in the order of the journeys. */
const doors: Record<Role, readonly { href: string; text: TextKey }[]> = {
  helper: [
    { href: '/home', text: 'nav.people' },
    { href: '/mandates/new', text: 'nav.newMandate' },
    { href: '/activity', text: 'nav.activity' },
    { href: '/factors', text: 'nav.factors' },
  ],
  manager: [
    { href: '/manager', text: 'nav.manager' },
    { href: '/manager/helpers', text: 'nav.managerHelpers' },
    { href: '/manager/mandates', text: 'nav.managerMandates' },
    { href: '/manager/cases', text: 'nav.cases' },
    { href: '/manager/cards', text: 'nav.cards' },
  ],
  supervisor: [
    { href: '/supervision', text: 'nav.supervision' },
    { href: '/supervision/journal', text: 'nav.supervisionSearch' },
    { href: '/supervision/exports', text: 'nav.supervisionExports' },
    { href: '/supervision/cases', text: 'nav.cases' },
    { href: '/supervision/alerts', text: 'nav.alerts' },
    { href: '/supervision/figures', text: 'supervision.figures.title' },
    { href: '/factors', text: 'nav.factors' },
  ],
  ombudsman: [],
  operator: [
    { href: '/operator', text: 'nav.operator' },
    { href: '/operator/trainings', text: 'nav.trainings' },
    { href: '/factors', text: 'nav.factors' },
  ],
  person: [
    { href: '/me', text: 'frame.nav.mandates' },
    { href: '/me/record', text: 'person.record.title' },
    { href: '/me/contacts', text: 'frame.nav.messages' },
    { href: '/me/cases', text: 'person.case.title' },
    { href: '/me/data', text: 'person.data.title' },
  ],
  newcomer: [
    { href: '/training', text: 'nav.training' },
    { href: '/factors', text: 'nav.factors' },
  ],
};

/** The main menu of who is signed in; nothing for passers-by. */
export function Navigation(): JSX.Element | null {
  const { me, path, t } = usePage();
  if (!me) return null;
  const here = path.split('?')[0] ?? '/';
  const shown = me.roles.flatMap((role) => doors[role]);
  const current = shown
    .map(({ href }) => href)
    .filter((href) => here === href || here.startsWith(`${href}/`))
    .sort((one, other) => other.length - one.length)[0]; // the nearest: /me/contacts is not /me
  return (
    <nav class="doors" aria-label={t('frame.nav')}>
      <ul>
        {shown.map(({ href, text }) => (
          <li key={href}>
            <a href={href} aria-current={href === current ? (here === href ? 'page' : 'true') : undefined}>
              {t(text)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
