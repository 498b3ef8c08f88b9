import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language, TextKey, Translate } from '../src/http/texts.ts';

export type { Language, TextKey, Translate } from '../src/http/texts.ts';

export type Role = 'helper' | 'manager' | 'supervisor' | 'ombudsman' | 'operator' | 'person' | 'newcomer';

/** Who is signed in, as far as a page needs to know. */
export interface Me {
  name: string;
  organisation: string | null;
  roles: readonly Role[];
}

export type Tone = 'info' | 'success' | 'warning' | 'danger';

/** What just happened, said once at the top of the next page. A key, not a sentence: it may wait in a session. */
export interface Flash {
  tone: Tone;
  text: TextKey;
  values?: Record<string, string | number>;
}

/** What every page knows without being told through its props. */
export interface PageContext {
  language: Language;
  direction: 'ltr' | 'rtl';
  nonce: string;
  csrfToken: string | null;
  /** Where we are: path and query, without `lang`. Begins with exactly one slash; empty where the address is a secret that no page repeats. */
  path: string;
  me: Me | null;
  t: Translate;
  flash: Flash | null;
  /** Who reads it, when it is the person themself: refusals are then said to them, in their language. */
  reader?: 'person';
  /** Languages this page can be read in; French and English when absent. */
  languages?: readonly Language[];
}

export const Page = createContext<PageContext | null>(null);

/** The page being rendered; fails loudly outside `sendPage` and `renderDocument`. */
export function usePage(): PageContext {
  const page = useContext(Page);
  if (!page) throw new Error('A view was rendered without its page');
  return page;
}
