import type { Duty, Helper } from '../organisations/helper.ts';

/** A path of ours to come back to, or null: nobody is sent elsewhere by an address that was given to us, nor back to signing in. */
export function localPath(value: string | null | undefined): string | null {
  if (!value || value.length > 2_000 || !/^\/[^\\\p{Cc}]*$/u.test(value)) return null;
  const url = URL.parse(value, origin);
  if (url?.origin !== origin || url.pathname.startsWith('//')) return null; // `/.//other.example` would lose its dot
  return signingIn.test(url.pathname) ? null : url.pathname + url.search;
}

/** Where each duty begins. */
export const homes: Readonly<Record<Duty, string>> = { helper: '/home', operator: '/operator', supervisor: '/supervision' };

/** Where somebody goes on after signing in: to the page they were kept from, or home. Operators and supervisors have no business elsewhere. */
export function wayOn({ duty }: Pick<Helper, 'duty'>, returnTo: string | null | undefined): string {
  const path = localPath(returnTo);
  if (path === null || pathOfPerson(path) !== null) return homes[duty];
  return duty === 'helper' || path.startsWith(homes[duty]) || path.startsWith('/factors') ? path : homes[duty];
}

/** The way back into a person's own space, or null: who came from elsewhere goes to its first page. */
export function pathOfPerson(value: string | null | undefined): string | null {
  const path = localPath(value);
  return path !== null && /^\/me(\/|$|\?)/.test(path) ? path : null;
}

const origin = 'http://here.invalid';
const signingIn = /^\/(sign-in|sign-out|signed-out|me\/sign-out|me\/signed-out|second-factor|account\/second-factor|identification)(\/|$)/;
