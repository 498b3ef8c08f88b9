import { demoDocument } from './shell.tsx';

/** Asked when nothing proves which service wants the session to end. */
export function signOutPage({
  service,
  action,
  xsrf,
}: {
  readonly service: string;
  readonly action: string;
  readonly xsrf: string;
}): string {
  return demoDocument(
    { service, title: 'Voulez-vous vous déconnecter ?' },
    <form method="post" action={action}>
      <input type="hidden" name="xsrf" value={xsrf} />
      <p>
        <button type="submit" name="logout" value="yes">
          Me déconnecter
        </button>{' '}
        <button type="submit" class="secondary">
          Ne pas se déconnecter
        </button>
      </p>
    </form>,
  );
}
