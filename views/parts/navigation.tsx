import type { JSX } from 'preact';
import type { Pictogram as Name } from '../../src/paper/pictograms.ts';
import { usePage, type Role, type TextKey } from '../page.tsx';
import { Pictogram } from './pictogram.tsx';

interface Door {
  readonly href: string;
  readonly text: TextKey;
  /** For whoever reads easy French. */
  readonly picture?: Name;
}

/** Where each role may go from anywhere, in the order of the journeys. */
const doors: Record<Role, readonly Door[]> = {
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
    { href: '/me', text: 'frame.nav.mandates', picture: 'sheet' },
    { href: '/me/record', text: 'person.record.title', picture: 'list' },
    { href: '/me/contacts', text: 'frame.nav.messages', picture: 'letter' },
    { href: '/me/cases', text: 'person.case.title', picture: 'speech' },
    { href: '/me/data', text: 'person.data.title', picture: 'folder' },
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
        {shown.map(({ href, text, picture }) => (
          <li key={href}>
            <a href={href} aria-current={href === current ? (here === href ? 'page' : 'true') : undefined}>
              {picture && <Pictogram name={picture} />}
              {t(text)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
