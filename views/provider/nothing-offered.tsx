import type { JSX } from 'preact';
import type { Exclusions } from '../../src/organisations/exclusion-store.ts';
import type { Interaction } from '../../src/provider/interaction.ts';
import { Layout } from '../layout.tsx';
import { useProcedureTitles } from '../mandates/procedure-titles.ts';
import { usePage } from '../page.tsx';
import { ButtonLink } from '../parts/button.tsx';
import { BackToService } from './back-to-service.tsx';
import { NotHelpedWith } from './not-helped-with.tsx';

/** A service waits, and nothing can be chosen: why, and the way back. */
export function NothingOfferedPage({
  interaction: { uid, client, asked },
  excluded,
}: {
  interaction: Interaction;
  excluded: Exclusions;
}): JSX.Element {
  const { t } = usePage();
  const titles = useProcedureTitles();
  const why = asked.length === 0 ? 'unknown' : asked.length === excluded.size ? 'excluded' : 'nobody';
  const names = titles(asked);
  return (
    <Layout title={t('provider.nothing.title')} lead={t(`provider.nothing.${why}`, { service: client.name, procedures: names })}>
      <NotHelpedWith excluded={excluded} />
      {why === 'nobody' && (
        <>
          <p>{t('provider.nothing.next')}</p>
          <ButtonLink look="secondary" href="/mandates/new">
            {t('provider.nothing.mandate')}
          </ButtonLink>
        </>
      )}
      <BackToService uid={uid} />
    </Layout>
  );
}
