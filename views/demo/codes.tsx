import { demoDocument } from './shell.tsx';

/** What the authenticators of the demonstration show now; the answer's Refresh header brings the next ones. */
export function codesPage({ codes, secondsLeft }: { readonly codes: readonly Code[]; readonly secondsLeft: number }): string {
  return demoDocument(
    {
      service: 'Boîte de réception',
      title: 'Codes des aidants',
      notice: 'Ce que montreraient les applications d’authentification de personnes qui n’existent pas.',
      links: [
        { href: '/', text: 'Tous les messages' },
        { href: '/codes', text: 'Codes des aidants' },
      ],
    },
    <>
      <p>
        Ces codes changent dans {secondsLeft} s ; la page se recharge alors d’elle-même. Chaque code ne sert qu’une fois : si le premier a
        déjà servi, prenez le suivant.
      </p>
      <table>
        <caption>Codes en cours</caption>
        <thead>
          <tr>
            <th scope="col">Compte</th>
            <th scope="col">Code</th>
            <th scope="col">Suivant</th>
            <th scope="col">Structure</th>
          </tr>
        </thead>
        <tbody>
          {codes.map(({ email, name, hint, organisations, code, next }) => (
            <tr key={email}>
              <th scope="row">
                {name}
                <br />
                {email}
                <br />
                {hint}
              </th>
              <td>
                <strong>{code ?? 'aucun'}</strong>
              </td>
              <td>{next ?? 'aucun'}</td>
              <td>{organisations.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>,
  );
}

interface Code {
  readonly email: string;
  readonly name: string;
  readonly organisations: readonly string[];
  readonly hint: string;
  readonly code: string | null;
  readonly next: string | null;
}
