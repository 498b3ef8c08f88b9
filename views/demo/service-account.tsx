import type { JSX } from 'preact';
import { formatInstant } from '../../src/http/dates.ts';
import { demoDocument, Facts, Raw } from './shell.tsx';
import { type ReceivedSignal, SessionSignals } from './service-signals.tsx';
import { actorFacts, identityFacts, mandateFacts, mandateOf, personName, type Claims } from './service-claims.ts';

/** Who is signed in, who acts for them, under which mandate and until when; and what Procura says when asked again. */
export function serviceAccountPage({ service, claims, userinfo, until, check, acts, told, expired }: Account): string {
  const mandate = mandateOf(claims) ?? mandateOf(userinfo);
  return demoDocument(
    { service, title: `Espace de ${personName(userinfo)}`, links: [{ href: '/', text: 'Accueil' }] },
    <>
      <SessionSignals signals={told} />
      {check && <Verdict check={check} expired={expired} />}
      <h2>La personne connectée</h2>
      <Facts facts={identityFacts(userinfo)} />
      <h2>Qui agit pour elle</h2>
      <Facts facts={actorFacts(claims['act'] ?? userinfo['act'])} />
      <h2>En vertu de quel mandat</h2>
      {mandate ? <Facts facts={mandateFacts(mandate)} /> : <p class="panel bad">Procura n’a nommé aucun mandat.</p>}
      <p>Le jeton d’accès de cette session vaut jusqu’au {formatInstant(until, 'fr')}.</p>
      {acts.states && <Acts {...acts} />}
      <h2>Ce mandat tient-il encore ?</h2>
      <form method="post" action="/account/check">
        <p>
          <button type="submit">Vérifier à nouveau</button>
        </p>
      </form>
      <form method="post" action="/sign-out">
        <p>
          <button type="submit" class="secondary">
            Se déconnecter
          </button>
        </p>
      </form>
      <h2>Ce que Procura a transmis</h2>
      <Raw title="id_token" value={claims} />
      <Raw title="userinfo" value={userinfo} />
    </>,
  );
}

function Verdict({ check, expired }: { readonly check: Check; readonly expired: boolean }): JSX.Element {
  const { title, words } = verdicts[check.outcome === 'refused' && expired ? 'expired' : check.outcome];
  return (
    <section aria-label="Résultat de la vérification" role="status" class={check.outcome === 'granted' ? 'panel good' : 'panel bad'}>
      <p>
        <strong>{title}</strong> {words} (Demandé le {formatInstant(check.at, 'fr')}.)
      </p>
      <Raw title="Réponse d’userinfo" value={check.userinfo} />
      <Raw title="Réponse d’introspection" value={check.introspection} />
    </section>
  );
}

const verdicts = {
  granted: { title: 'Procura confirme :', words: 'le mandat tient toujours.' },
  expired: {
    title: 'Procura refuse.',
    words: 'Le jeton d’accès est arrivé à son terme, ce qui est normal après quelques minutes : reconnectez-vous.',
  },
  refused: {
    title: 'Procura refuse.',
    words:
      'Le jeton n’est pas à son terme : le mandat, la démarche ou l’habilitation a pris fin. Un vrai service fermerait cette session aussitôt ; celui-ci la garde pour que vous puissiez vérifier encore.',
  },
  unanswered: {
    title: 'Procura n’a pas répondu.',
    words: 'On ne sait pas si le mandat tient encore : un service ne doit rien faire sans réponse.',
  },
};

interface Check {
  readonly at: Date;
  readonly outcome: 'granted' | 'refused' | 'unanswered';
  readonly userinfo: unknown;
  readonly introspection: unknown;
}

/** Something to do in appearance, and what we then state to Procura: signed, so that the person can hold us to it. */
function Acts({ done, receipt }: ActsOfSession): JSX.Element {
  return (
    <>
      <h2>Faire une démarche</h2>
      {receipt && (
        <section aria-label="Réponse de Procura" role="status" class={receipt.accepted ? 'panel good' : 'panel bad'}>
          <p>
            <strong>{receipt.accepted ? 'Procura a reçu le justificatif.' : 'Procura refuse ce justificatif.'}</strong>{' '}
            {receipt.accepted ? 'La personne le trouve avec cette utilisation de son mandat.' : 'Envoyé deux fois, il ne compte qu’une.'}
          </p>
          <Raw title="Réponse de Procura" value={receipt.answer} />
        </section>
      )}
      {done && (
        <form method="post" action="/account/receipt">
          <p>
            La demande d’aide au logement {done.reference} est enregistrée (en apparence : ceci est une démonstration). Le service peut le
            déclarer à Procura, par un justificatif signé.
          </p>
          <p>
            <button type="submit">Envoyer le justificatif</button>
          </p>
        </form>
      )}
      <form method="post" action="/account/act">
        <p>
          <button type="submit" class={done ? 'secondary' : undefined}>
            {done ? 'Faire une autre demande' : 'Demander une aide au logement'}
          </button>
        </p>
      </form>
    </>
  );
}

interface ActsOfSession {
  readonly done: { readonly reference: string } | null;
  readonly receipt: { readonly accepted: boolean; readonly answer: unknown } | null;
}

interface Account {
  readonly service: string;
  readonly claims: Claims;
  readonly userinfo: Claims;
  readonly until: Date;
  readonly check: Check | null;
  readonly acts: ActsOfSession & { readonly states: boolean };
  /** What Procura said of this session by itself. */
  readonly told: readonly ReceivedSignal[];
  readonly expired: boolean;
}
