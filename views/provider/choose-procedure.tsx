import type { JSX } from 'preact';
import type { Usable } from '../../src/mandates/usable-store.ts';
import { fullName } from '../../src/people/person.ts';
import type { Interaction } from '../../src/provider/interaction.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { Birthdate, SummaryList } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { BackToService } from './back-to-service.tsx';

/** One person, alone on the page: is it the right one, and for what? Each procedure is a button of its own. */
export function ChooseProcedurePage({
  interaction,
  choice: { person, covered },
}: {
  interaction: Interaction;
  choice: Usable;
}): JSX.Element {
  const { t } = usePage();
  const here = `/interaction/${interaction.uid}`;
  return (
    <Layout
      title={t('provider.procedure.title', { person: fullName(person.identity) })}
      lead={t('provider.procedure.lead')}
      back={{ href: here, label: t('provider.procedure.another') }}
    >
      <SummaryList
        facts={[
          { name: t('provider.procedure.service'), value: interaction.client.name },
          { name: t('provider.procedure.birthdate'), value: <Birthdate of={person.identity} /> },
        ]}
      />
      {covered.map(({ mandateId, procedure, expiresAt }) => (
        <PostForm key={procedure} action={here}>
          <input type="hidden" name="mandateId" value={mandateId} />
          <input type="hidden" name="procedure" value={procedure} />
          <Button look={covered.length === 1 ? 'primary' : 'secondary'}>
            {t('provider.procedure.continue', { procedure: t(`terms.procedure.${procedure}.title`) })}
          </Button>
          <p class="hint">{t('provider.procedure.until', { end: expiresAt })}</p>
        </PostForm>
      ))}
      <BackToService uid={interaction.uid} />
    </Layout>
  );
}
