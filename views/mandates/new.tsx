import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import { durations, type Duration } from '../../src/mandates/mandate.ts';
import { procedureCodes } from '../../src/mandates/procedures.ts';
import { type Helper, helperName } from '../../src/organisations/helper.ts';
import type { Organisation } from '../../src/organisations/organisation.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { Checkboxes, languageChoices, Radios } from '../parts/choices.tsx';
import { PostForm } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';
import { Steps } from '../parts/sections.tsx';

interface NewMandatePageProps {
  form: Form;
  organisation: Organisation;
  /** Who prepares it. */
  helper: Helper;
  /** Whom the person may name. */
  helpers: readonly Helper[];
}

/** What for, how long, in which language: the helper prepares. */
export function NewMandatePage({ form, organisation, helper, helpers }: NewMandatePageProps): JSX.Element {
  const { t } = usePage();
  const offered = procedureCodes.filter((code) => !organisation.excludedProcedures.includes(code));
  return (
    <Layout title={t('mandates.new.title')} lead={t('mandates.new.lead')} back={{ href: '/home' }} form={form}>
      <Steps current="procedures" />
      {typeof form.values['renews'] === 'string' && (
        <Notice>
          <p>{t('mandates.new.renewal')}</p>
        </Notice>
      )}
      <PostForm action="/mandates">
        {typeof form.values['renews'] === 'string' && <input type="hidden" name="renews" value={form.values['renews']} />}
        <Checkboxes
          form={form}
          name="procedures"
          label={t('mandates.new.procedures')}
          hint={t('mandates.new.procedures.hint')}
          choices={offered.map((code) => ({
            value: code,
            label: t(`terms.procedure.${code}.title`),
            example: t(`terms.procedure.${code}.examples`),
          }))}
        />
        {offered.length < procedureCodes.length && (
          <p class="hint">{t('mandates.new.procedures.excluded', { count: procedureCodes.length - offered.length })}</p>
        )}
        {offered.includes('argent') && (
          <Notice tone="warning">
            <p>{t('terms.argent.warning')}</p>
          </Notice>
        )}
        <Radios
          form={form}
          name="duration"
          label={t('mandates.new.duration')}
          choices={(Object.keys(durations) as Duration[]).map((duration) => ({
            value: duration,
            label: t(`mandates.duration.${duration}`),
            hint: t(`mandates.duration.${duration}.hint`),
          }))}
        />
        <Users {...{ form, helper, helpers }} />
        <Radios
          form={form}
          name="language"
          label={t('mandates.new.language')}
          hint={t('mandates.new.language.hint')}
          chosen="fr"
          choices={languageChoices()}
        />
        <Actions>
          <Button>{t('mandates.new.submit')}</Button>
        </Actions>
      </PostForm>
    </Layout>
  );
}

/** Any helper of the organisation, or only those the person names. */
function Users({ form, helper, helpers }: Pick<NewMandatePageProps, 'form' | 'helper' | 'helpers'>): JSX.Element {
  const { t } = usePage();
  return (
    <>
      <Radios
        form={form}
        name="users"
        label={t('mandates.new.users')}
        chosen="anyone"
        choices={[
          { value: 'anyone', label: t('mandates.new.users.anyone'), hint: t('mandates.new.users.anyone.hint') },
          { value: 'named', label: t('mandates.new.users.named'), hint: t('mandates.new.users.named.hint') },
        ]}
      />
      <Checkboxes
        form={form}
        name="named"
        label={t('mandates.new.named')}
        hint={t('mandates.new.named.hint')}
        optional
        chosen={[helper.id]}
        choices={helpers.map((one) => ({ value: one.id, label: helperName(one) }))}
      />
    </>
  );
}
