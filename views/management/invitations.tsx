import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import type { FaultyLine } from '../../src/organisations/candidates.ts';
import type { Organisation } from '../../src/organisations/organisation.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button, ButtonLink } from '../parts/button.tsx';
import { Radios } from '../parts/choices.tsx';
import { PostForm } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';
import { TextArea } from '../parts/text-area.tsx';

interface InvitationsPageProps {
  form: Form;
  /** The lines that could not be read. */
  faults: readonly FaultyLine[];
  organisation: Organisation;
}

/** One or many people are asked to join. */
export function InvitationsPage({ form, faults, organisation }: InvitationsPageProps): JSX.Element {
  const { t } = usePage();
  const lead = t('manager.invitations.lead', { organisation: organisation.name });
  return (
    <Layout title={t('manager.invite')} lead={lead} back={{ href: '/manager/helpers' }} form={form}>
      {faults.length > 0 && (
        <Notice tone="warning" title={t('manager.invitations.wrong', { count: faults.length })}>
          <ul>
            {faults.map(({ line, fault }) => (
              <li key={line}>
                {t('manager.invitations.wrongLine', { number: line })} {t(fault)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <PostForm action="/manager/invitations">
        <TextArea form={form} name="people" label={t('manager.invitations.people')} hint={t('manager.invitations.people.hint')} rows={6} />
        <Radios
          form={form}
          name="role"
          label={t('manager.invitations.role')}
          chosen="helper"
          choices={[
            { value: 'helper', label: t('helper.role.helper'), hint: t('manager.invitations.role.helper') },
            { value: 'manager', label: t('helper.role.manager'), hint: t('manager.invitations.role.manager') },
          ]}
        />
        <Actions>
          <Button>{t('manager.invitations.send')}</Button>
          <ButtonLink look="quiet" href="/manager/helpers">
            {t('frame.cancel')}
          </ButtonLink>
        </Actions>
      </PostForm>
    </Layout>
  );
}
