import type { ComponentChildren, JSX } from 'preact';
import { usePage, type Tone } from '../page.tsx';
import { Sentences } from './sentences.tsx';

/** A message that stands out. Its kind is said in words too, not by colour alone. */
export function Notice({ tone = 'info', title, children }: { tone?: Tone; title?: string; children?: ComponentChildren }): JSX.Element {
  const { t } = usePage();
  return (
    <div class={`notice ${tone}`}>
      <p class="notice-title">{title ?? t(`frame.notice.${tone}`)}</p>
      {children}
    </div>
  );
}

/** What just happened, said once; read aloud when the page opens. */
export function FlashNotice(): JSX.Element | null {
  const { flash, t } = usePage();
  if (!flash) return null;
  return (
    <div role={flash.tone === 'danger' ? 'alert' : 'status'}>
      <Notice tone={flash.tone}>
        <p>
          <Sentences text={t(flash.text, flash.values)} />
        </p>
      </Notice>
    </div>
  );
}

/** A state in one or two words: « Actif », « Terminé ». */
export function Tag({ tone = 'neutral', children }: { tone?: Tone | 'neutral'; children: ComponentChildren }): JSX.Element {
  return <span class={`tag ${tone}`}>{children}</span>;
}

/** A procedure that an organisation does not help with any more, though a mandate covers it; since when, if we kept it. */
export function Restricted({ label, since }: { label: string; since: Date | null }): JSX.Element {
  const { t } = usePage();
  return (
    <>
      <Tag tone="warning">{label}</Tag> {since && t('frame.since', { since })}
    </>
  );
}
