import { demoDocument } from './shell.tsx';

/** Who do you want to be? One button each, and one to refuse. */
export function signInPage({ service, accounts }: SignIn): string {
  return demoDocument(
    { service, title: 'Avec quelle identité vous connectez-vous ?' },
    <form method="post">
      <ul class="choices">
        {accounts.map(({ accountId, name, hint }) => (
          <li key={accountId}>
            <button type="submit" name="account" value={accountId}>
              <strong>{name}</strong> <span>{hint}</span>
            </button>
          </li>
        ))}
      </ul>
      <p>
        <button type="submit" class="secondary" name="cancel" value="yes">
          Refuser et revenir au service
        </button>
      </p>
    </form>,
  );
}

interface SignIn {
  readonly service: string;
  readonly accounts: readonly { readonly accountId: string; readonly name: string; readonly hint: string }[];
}
