import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import type { OwnMandate } from '../../src/mandates/person-store.ts';
import type { MandateView } from '../../src/mandates/view-mandate.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Radios } from '../parts/choices.tsx';
import { Confirm } from '../parts/sections.tsx';

type EndMandateProps = Pick<MandateView, 'mandate' | 'organisation'> & { readonly form: Form; readonly chosen: string };

/** The second of the two clicks: one procedure, or the whole mandate. */
export function EndMandatePage({ mandate, organisation, form, chosen }: EndMandateProps): JSX.Element {
  const { t } = usePage();
  const running = mandate.procedures.filter(({ revokedAt }) => !revokedAt);
  const here = `/me/mandates/${mandate.id}`;
  return (
    <Layout
      title={t('person.end.title')}
      picture="hand"
      lead={t('person.end.lead', { organisation: organisation.name })}
      back={{ href: here }}
      form={form}
    >
      <Confirm action={`${here}/end`} confirm={t('person.end.submit')} cancel={here} danger>
        <Radios
          form={form}
          name="procedure"
          label={t('person.end.what')}
          chosen={chosen}
          choices={[
            { value: 'all', label: t('person.end.all') },
            ...running.map(({ code }) => ({ value: code, label: t(`terms.procedure.${code}.title`) })),
          ]}
        />
      </Confirm>
    </Layout>
  );
}

/** The second of the two clicks, for all that runs, everywhere. */
export function EndEverythingPage({ running }: { running: readonly OwnMandate[] }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('person.end.everything')} picture="hand" lead={t('person.end.everything.lead')} back={{ href: '/me' }}>
      <Confirm action="/me/end" confirm={t('person.end.submit')} cancel="/me" danger>
        <ul>
          {running.map(({ id, organisation }) => (
            <li key={id}>{organisation}</li>
          ))}
        </ul>
      </Confirm>
    </Layout>
  );
}
