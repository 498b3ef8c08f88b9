import type { JSX } from 'preact';
import { demoDocument } from './shell.tsx';

/** What frames the hub's pages. */
export const hubShell = { service: 'FranceConnect, côté fournisseurs d’identité', links: [{ href: '/hub', text: 'Accueil du hub' }] };

/** Where one chooses what the service behind the hub restricts itself to. */
export function hubHomePage({ labels, strangeValues, signedIn }: Home): string {
  return demoDocument(
    { ...hubShell, title: 'FranceConnect demande une identité à Procura' },
    <>
      <p>
        Vous jouez un service en ligne derrière FranceConnect. Choisissez les périmètres (<code>rep_scope</code>) auxquels il se limite ;
        aucun : pas de limite.
      </p>
      <form method="get" action="/hub/sign-in">
        <Choices labels={labels} strangeValues={strangeValues} />
        <label>
          <input type="checkbox" name="claims" value="none" /> Ne pas envoyer le paramètre <code>claims</code>
        </label>
        <p>
          <button type="submit">Se connecter avec Procura</button>
        </p>
      </form>
      {signedIn && <SecondService labels={labels} strangeValues={strangeValues} />}
    </>,
  );
}

function SecondService(choices: Pick<Home, 'labels' | 'strangeValues'>): JSX.Element {
  return (
    <form method="post" action="/hub/second-service">
      <h2>Aller chez un second service, sans se reconnecter</h2>
      <Choices {...choices} />
      <p>
        <button type="submit" class="secondary">
          Aller chez le second service
        </button>
      </p>
    </form>
  );
}

function Choices({ labels, strangeValues }: Pick<Home, 'labels' | 'strangeValues'>): JSX.Element {
  return (
    <>
      <Values legend="Périmètres du service" values={labels} />
      <Values legend="Valeurs que FranceConnect ne devrait pas envoyer" values={strangeValues} />
    </>
  );
}

function Values({ legend, values }: { readonly legend: string; readonly values: readonly string[] }): JSX.Element {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {values.map((value) => (
        <label key={value}>
          <input type="checkbox" name="rep_scope" value={value} /> {value}
          {value !== value.normalize('NFC') && ' (accents décomposés)'}
        </label>
      ))}
    </fieldset>
  );
}

interface Home {
  readonly labels: readonly string[];
  readonly strangeValues: readonly string[];
  readonly signedIn: boolean;
}
