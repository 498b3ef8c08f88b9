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
      {signedIn && (
        <p>
          <a href="/account">Revenir à l’espace ouvert</a>
        </p>
      )}
    </>,
  );
}
