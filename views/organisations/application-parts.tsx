import type { JSX } from 'preact';
import { type Application, isOpen, missingParts, partsOf } from '../../src/organisations/application.ts';
import { usePage, type Tone } from '../page.tsx';
import { Actions, Button, ButtonLink } from '../parts/button.tsx';
import { PostForm } from '../parts/form.tsx';
import { Tag } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';

/** How loud each state of an application is said. */
export const applicationTones = {
  draft: 'info',
  submitted: 'info',
  changes_requested: 'warning',
  accepted: 'success',
  refused: 'danger',
  lapsed: 'warning',
} as const satisfies Record<Application['state'], Tone>;

/** What is still to be filled in, part by part, and the button that hands it in. */
export function ApplicationParts({ application, base }: { application: Application; base: string }): JSX.Element | null {
  const { t } = usePage();
  const missing = missingParts(application);
  if (!isOpen(application)) return null;
  return (
    <section>
      <DataTable
        caption={t('application.parts')}
        rows={partsOf(application)}
        columns={[
          { title: t('application.part'), cell: (part) => <a href={`${base}/${part}`}>{t(`application.part.${part}`)}</a> },
          {
            title: t('application.part.state'),
            cell: (part) =>
              missing.includes(part) ? (
                <Tag tone="warning">{t('application.part.missing')}</Tag>
              ) : (
                <Tag tone="success">{t('application.part.done')}</Tag>
              ),
          },
        ]}
      />
      {missing.length === 0 ? (
        <PostForm action={`${base}/submission`}>
          <p>{t('application.submit.text')}</p>
          <Actions>
            <Button>{t(application.state === 'draft' ? 'application.submit' : 'application.resubmit')}</Button>
          </Actions>
        </PostForm>
      ) : (
        <Actions>
          <ButtonLink href={`${base}/${missing[0] ?? 'organisation'}`}>{t('application.continue')}</ButtonLink>
        </Actions>
      )}
    </section>
  );
}
