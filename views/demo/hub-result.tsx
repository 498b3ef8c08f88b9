import type { JSX } from 'preact';
import { hubShell } from './hub-home.tsx';
import { demoDocument, Facts, Raw } from './shell.tsx';

/** What FranceConnect makes of Procura's answer, and what it would tell the service. */
export function hubResultPage({ request, query, exchange, failure, keepsSingleSignOn }: Result): string {
  const title = failure
    ? `FranceConnect refuse${failure.code === null ? '' : ` (${failure.code})`}`
    : 'FranceConnect accepte cette identité';
  return demoDocument(
    { ...hubShell, title },
    <>
      {failure ? (
        <p class="panel bad" role="status">
          <strong>{steps[failure.step]}</strong> : {failure.detail}
        </p>
      ) : (
        <p class="panel good" role="status">
          Le service reçoit l’identité ci-dessous. Il ne saura pas qu’une personne aidante agissait.
        </p>
      )}
      {query === null && <p>Connexion unique : FranceConnect n’a rien demandé à Procura pour ce second service.</p>}
      {exchange && <Exchange exchange={exchange} keepsSingleSignOn={keepsSingleSignOn} />}
      <Raw title="Demande envoyée (state, nonce, rep_scope)" value={request} />
      {query && <Raw title="Réponse reçue sur la redirection" value={query} />}
      {exchange && (
        <form method="post" action="/hub/sign-out">
          <p>
            <button type="submit" class="secondary">
              Se déconnecter
            </button>
          </p>
        </form>
      )}
    </>,
  );
}

/** After Procura sent the browser back from its logout. */
export function hubSignedOutPage({ stateKept }: { readonly stateKept: boolean }): string {
  const sentence = stateKept ? 'Procura a rendu la main avec le bon state.' : 'Le state rendu n’est pas celui de cette déconnexion.';
  return demoDocument(
    { ...hubShell, title: 'Votre connexion est fermée' },
    <p class={stateKept ? 'panel good' : 'panel bad'} role="status">
      {sentence}
    </p>,
  );
}

function Exchange({ exchange, keepsSingleSignOn }: { readonly exchange: Exchanged; readonly keepsSingleSignOn: boolean }): JSX.Element {
  const { idToken, userinfo } = exchange;
  const told = identity.map((name) => [name, name in userinfo ? String(userinfo[name]) : '(absent)'] as const);
  const repScope = idToken['rep_scope'];
  return (
    <>
      <h2>Ce que FranceConnect a reçu</h2>
      <Facts
        facts={[
          ...told,
          ['acr', String(idToken['acr'])],
          ['rep_scope', Array.isArray(repScope) ? repScope.join(', ') : '(absent)'],
          ['Connexion unique', keepsSingleSignOn ? 'gardée 30 minutes' : 'perdue : une valeur est inconnue du hub'],
        ]}
      />
      <Raw title="id_token" value={idToken} />
      <Raw title="userinfo" value={userinfo} />
    </>
  );
}

const identity = ['given_name', 'family_name', 'birthdate', 'gender', 'birthplace', 'birthcountry', 'email', 'preferred_username'];

const steps: Readonly<Record<string, string>> = {
  callback: 'Au retour de Procura',
  id_token: 'En vérifiant l’id_token',
  token: 'En lisant la réponse du point token',
  acr: 'En vérifiant le niveau',
  userinfo: 'En lisant userinfo',
  identity: 'En vérifiant l’identité',
  rep_scope: 'En vérifiant le périmètre du mandat',
};

type Claims = Readonly<Record<string, unknown>>;

interface Exchanged {
  readonly idToken: Claims;
  readonly userinfo: Claims;
}

interface Result {
  readonly request: object;
  readonly query: Claims | null;
  readonly exchange: Exchanged | null;
  readonly failure: { readonly step: string; readonly code: string | null; readonly detail: string } | null;
  readonly keepsSingleSignOn: boolean;
}
