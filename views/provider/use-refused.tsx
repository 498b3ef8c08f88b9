import type { JSX } from 'preact';
import type { RefusalCode } from '../../src/errors.ts';
import { hasText } from '../../src/http/texts.ts';
import type { Procedure } from '../../src/mandates/procedures.ts';
import type { Interaction } from '../../src/provider/interaction.ts';
import { Layout } from '../layout.tsx';
import { usePage, type TextKey } from '../page.tsx';
import { Actions, ButtonLink } from '../parts/button.tsx';
import { BackToService } from './back-to-service.tsx';

/** The mandate could not be taken up: for which procedure, why, and what one can do. The service still waits. */
export function UseRefusedPage({
  interaction,
  procedure,
  code,
}: {
  interaction: Interaction;
  procedure: Procedure;
  code: RefusalCode;
}): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t(words(code, 'title'))} lead={t(words(code, 'text'))}>
      <p>{t('provider.refused.what', { procedure: t(`terms.procedure.${procedure}.title`), service: interaction.client.name })}</p>
      <p>{t(words(code, 'next'))}</p>
      <Actions>
        <ButtonLink look="secondary" href={`/interaction/${interaction.uid}`}>
          {t('provider.refused.again')}
        </ButtonLink>
        <BackToService uid={interaction.uid} />
      </Actions>
    </Layout>
  );
}

function words(code: RefusalCode, part: 'title' | 'text' | 'next'): TextKey {
  const own = `refusal.${code}.${part}`;
  return hasText(own) ? own : `frame.refusal.${part}`;
}
