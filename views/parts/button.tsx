import type { ComponentChildren, JSX } from 'preact';
import { usePage } from '../page.tsx';

export type ButtonLook = 'primary' | 'secondary' | 'danger' | 'quiet';

interface ButtonProps {
  children: ComponentChildren;
  look?: ButtonLook;
  /** Sent with the form, when a form has several ways to go. */
  name?: string;
  value?: string;
  /** Another address than the form's own. */
  formAction?: string;
}

/** Sends the form it stands in. One primary button a page. */
export function Button({ children, look = 'primary', ...sent }: ButtonProps): JSX.Element {
  return (
    <button type="submit" class={`button ${look}`} {...sent}>
      {children}
    </button>
  );
}

/** Goes somewhere; never changes anything. */
export function ButtonLink({
  children,
  look = 'primary',
  href,
}: {
  children: ComponentChildren;
  look?: ButtonLook;
  href: string;
}): JSX.Element {
  return (
    <a class={`button ${look}`} href={href}>
      {children}
    </a>
  );
}

/** Prints the page; only there when scripts are, since browsers print without it. */
export function PrintButton(): JSX.Element {
  const { t } = usePage();
  return (
    <button type="button" class="button secondary" data-print hidden>
      {t('frame.print')}
    </button>
  );
}

/** Buttons side by side, the way back included. */
export function Actions({ children }: { children: ComponentChildren }): JSX.Element {
  return <div class="actions">{children}</div>;
}
