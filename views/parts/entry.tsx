import type { JSX } from 'preact';
import { hasText } from '../../src/http/texts.ts';
import type { IndexedEntry } from '../../src/journal/store.ts';
import { usePage } from '../page.tsx';

/** What happened, and the refusal when it was one. */
export function EntryName({ entry }: { entry: Pick<IndexedEntry, 'event' | 'refusal'> }): JSX.Element {
  const { t } = usePage();
  const refusal = `refusal.${entry.refusal ?? ''}.title`;
  return (
    <>
      {t(`event.${entry.event}`)}
      {entry.refusal && hasText(refusal) && <> – {t(refusal)}</>}
    </>
  );
}

/** The procedure an entry is about, when it is about one. */
export function EntryProcedure({ code }: { code: string | null }): JSX.Element | null {
  const { t } = usePage();
  const key = `terms.procedure.${code ?? ''}.title`;
  return hasText(key) ? <>{t(key)}</> : null;
}
