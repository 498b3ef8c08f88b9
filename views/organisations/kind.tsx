import type { JSX } from 'preact';
import { hasText } from '../../src/http/texts.ts';
import { usePage } from '../page.tsx';

/** What kind of body it is, in words; a kind from before there were codes is in words already. */
export function KindOf({ code }: { code: string }): JSX.Element {
  const { t } = usePage();
  const key = `organisation.kind.${code}`;
  return <>{hasText(key) ? t(key) : code}</>;
}
