import type { JSX } from 'preact';
import { formatInstant } from '../../src/http/dates.ts';
import { demoDocument, Facts, Raw } from './shell.tsx';
import { actorFacts, identityFacts, mandateFacts, mandateOf, personName, type Claims } from './service-claims.ts';

/** Who is signed in, who acts for them, under which mandate and until when; and what Procura says when asked again. */
export function serviceAccountPage({ service, claims, userinfo, until, check, expired }: Account): string {
  const mandate = mandateOf(claims) ?? mandateOf(userinfo);
  return demoDocument(
    { service, title: `Espace de ${personName(userinfo)}`, links: [{ href: '/', text: 'Accueil' }] },
    <>
      {check && <Verdict check={check} expired={expired} />}
      <h2>La personne connectée</h2>
      <Facts facts={identityFacts(userinfo)} />
      <h2>Qui agit pour elle</h2>
      <Facts facts={actorFacts(claims['act'] ?? userinfo['act'])} />
      <h2>En vertu de quel mandat</h2>
      {mandate ? <Facts facts={mandateFacts(mandate)} /> : <p class="panel bad">Procura n’a nommé aucun mandat.</p>}
      <p>Le jeton d’accès de cette session vaut jusqu’au {formatInstant(until, 'fr')}.</p>
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

interface Account {
  readonly service: string;
  readonly claims: Claims;
  readonly userinfo: Claims;
  readonly until: Date;
  readonly check: Check | null;
  readonly expired: boolean;
}
