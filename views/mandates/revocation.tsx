import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import { type Mandate, revocationChannels } from '../../src/mandates/mandate.ts';
import { fullName, type Person } from '../../src/people/person.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Radios } from '../parts/choices.tsx';
import { Confirm } from '../parts/sections.tsx';

interface RevocationPageProps {
  form: Form;
  mandate: Mandate;
  person: Person;
  /** A procedure's code, or `all`. */
  procedure: string;
}

/** The person asked to end it: one procedure or all, and how they asked. Immediate. */
export function RevocationPage({ form, mandate, person, procedure }: RevocationPageProps): JSX.Element {
  const { t } = usePage();
  const running = mandate.procedures.filter(({ revokedAt }) => !revokedAt);
  return (
    <Layout
      title={t('mandates.revocation.title', { person: fullName(person.identity) })}
      lead={t('mandates.revocation.lead')}
      back={{ href: `/mandates/${mandate.id}` }}
      form={form}
    >
      <Confirm
        action={`/mandates/${mandate.id}/revocation`}
        confirm={t('mandates.revocation.submit')}
        cancel={`/mandates/${mandate.id}`}
        danger
      >
        <Radios
          form={form}
          name="procedure"
          label={t('mandates.revocation.procedure')}
          chosen={procedure}
          choices={[
            { value: 'all', label: t('mandates.revocation.all') },
            ...running.map(({ code }) => ({ value: code, label: t(`terms.procedure.${code}.title`) })),
          ]}
        />
        <Radios
          form={form}
          name="channel"
          label={t('mandates.revocation.channel')}
          choices={revocationChannels.map((channel) => ({ value: channel, label: t(`mandates.revocation.channel.${channel}`) }))}
        />
      </Confirm>
    </Layout>
  );
}
