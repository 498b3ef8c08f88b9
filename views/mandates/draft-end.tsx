import type { JSX } from 'preact';
import type { Draft } from '../../src/mandates/draft.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, ButtonLink } from '../parts/button.tsx';

/** A draft that will not become a mandate: why, and what one can do. */
export function DraftEndPage({ draft, isUnclear }: { draft: Draft; isUnclear: boolean }): JSX.Element {
  const { t } = usePage();
  const unanswered = isUnclear ? 'unclear' : 'abandoned';
  const cause = draft.endCause === 'refused' ? 'refused' : unanswered;
  return (
    <Layout title={t(`mandates.end.${cause}.title`)} lead={t(`mandates.end.${cause}.text`)}>
      <Actions>
        <ButtonLink href="/mandates/new">{t('mandates.end.again')}</ButtonLink>
        <ButtonLink look="quiet" href="/home">
          {t('mandates.end.home')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}
