import type { ComponentChildren, JSX } from 'preact';
import { usePage } from '../page.tsx';
import { Actions, Button, ButtonLink } from './button.tsx';
import { PostForm } from './form.tsx';
import { Pictogram } from './pictogram.tsx';
import { Sentences } from './sentences.tsx';

/** More, for those who want it. */
export function Details({ summary, open, children }: { summary: string; open?: boolean; children: ComponentChildren }): JSX.Element {
  return (
    <details open={open}>
      <summary>{summary}</summary>
      <div>{children}</div>
    </details>
  );
}

/** Nothing here yet: why, and what one can do. */
export function EmptyState({ title, children }: { title: string; children?: ComponentChildren }): JSX.Element {
  return (
    <div class="empty">
      <p class="empty-title">
        <Sentences text={title} />
      </p>
      {children}
    </div>
  );
}

interface ConfirmProps {
  /** Where the yes is posted. */
  action: string;
  /** The words on the yes: what it does, not « OK ». */
  confirm: string;
  /** Where the no leads. */
  cancel: string;
  danger?: boolean;
  /** What will happen, and any field the act needs. */
  children: ComponentChildren;
}

/** The last step before an act: what it does, then yes and no. */
export function Confirm({ action, confirm, cancel, danger = false, children }: ConfirmProps): JSX.Element {
  const { t } = usePage();
  return (
    <PostForm action={action}>
      {children}
      <Actions>
        <Button look={danger ? 'danger' : 'primary'}>
          {danger && <Pictogram name="hand" />}
          {confirm}
        </Button>
        <ButtonLink look="quiet" href={cancel}>
          {t('frame.cancel')}
        </ButtonLink>
      </Actions>
    </PostForm>
  );
}

const steps = ['procedures', 'person', 'agreement', 'signature'] as const;

/** How far a mandate has come: procedures, person, agreement, signature. */
export function Steps({ current }: { current: (typeof steps)[number] }): JSX.Element {
  const { t } = usePage();
  const here = steps.indexOf(current);
  return (
    <div role="group" aria-label={t('frame.steps')}>
      <ol class="steps">
        {steps.map((step, index) => (
          <li key={step} class={index < here ? 'done' : undefined} aria-current={index === here ? 'step' : undefined}>
            {t(`frame.step.${step}`)}
            {index < here && <span class="unseen"> {t('frame.step.done')}</span>}
          </li>
        ))}
      </ol>
    </div>
  );
}
