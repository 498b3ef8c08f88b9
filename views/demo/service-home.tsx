import { demoDocument } from './shell.tsx';

/** The front page of the demonstration service provider. */
export function serviceHomePage({ service, signedIn }: { readonly service: string; readonly signedIn: boolean }): string {
  return demoDocument(
    { service, title: 'Vos allocations en ligne' },
    <>
      <p>
        Ici, une personne consulte ses allocations et fait ses demandes. Une personne aidante habilitée peut le faire pour elle, si un
        mandat Procura le permet.
      </p>
      <p>
        <a class="button" href="/sign-in">
          Se connecter avec un mandat Procura
        </a>
      </p>
      <p>
        <a href="/sign-in?act=bank_details_change">Se connecter pour changer les coordonnées bancaires</a> : un acte sensible, que la
        personne confirme elle-même par un code reçu sur son téléphone.
      </p>
      <p>
        <a href="/signals">Ce que Procura nous a dit de lui-même</a> : la fin d’un mandat, une suspension.
      </p>
      {signedIn && (
        <p>
          <a href="/account">Revenir à l’espace ouvert</a>
        </p>
      )}
    </>,
  );
}
