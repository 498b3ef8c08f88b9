import type { JSX } from 'preact';
import { formatInstant } from '../../src/http/dates.ts';
import type { Claims } from './service-claims.ts';
import { demoDocument, Raw } from './shell.tsx';

/** What Procura told us, checked: a logout, or a security event by its type. */
export interface ReceivedSignal {
  readonly type: string;
  readonly receivedAt: Date;
  readonly claims: Claims;
}

interface Signals {
  readonly service: string;
  readonly signals: readonly ReceivedSignal[];
}

/** Everything Procura told this service by itself: what ended, and when. */
export function serviceSignalsPage({ service, signals }: Signals): string {
  return demoDocument(
    { service, title: 'Ce que Procura nous a dit de lui-même', links: [{ href: '/', text: 'Accueil' }] },
    <>
      <p>
        Quand un mandat prend fin, ou quand un aidant, une structure ou un service est suspendu, Procura prévient ce service : une demande
        de déconnexion, et des événements de sécurité. Chacun est signé, vérifié ici, et ne compte qu’une fois.
      </p>
      {signals.length === 0 ? <p class="panel">Rien pour l’instant.</p> : signals.map((signal) => <Signal signal={signal} />)}
    </>,
  );
}

/** What was told of the session one looks at. */
export function SessionSignals({ signals }: Pick<Signals, 'signals'>): JSX.Element | null {
  const [latest] = signals;
  if (!latest) return null;
  return (
    <section aria-label="Prévenus par Procura" role="status" class="panel bad">
      <p>
        <strong>Procura nous a prévenus, le {formatInstant(latest.receivedAt, 'fr')} : cette session est finie.</strong> Un vrai service la
        fermerait aussitôt ; celui-ci la garde pour que vous puissiez vérifier encore. <a href="/signals">Ce que Procura a dit</a>
      </p>
    </section>
  );
}

function Signal({ signal: { type, receivedAt, claims } }: { readonly signal: ReceivedSignal }): JSX.Element {
  return (
    <section class="panel">
      <h2>{nameOf(type)}</h2>
      <p>Reçu le {formatInstant(receivedAt, 'fr')}.</p>
      <Raw title="Jeton vérifié" value={claims} />
    </section>
  );
}

function nameOf(type: string): string {
  return Object.entries(names).find(([end]) => type.endsWith(end))?.[1] ?? type;
}

const names = {
  'backchannel-logout': 'Fermez cette session',
  'session-revoked': 'Une session a pris fin',
  'mandate-ended/v1': 'Un mandat a pris fin',
};
