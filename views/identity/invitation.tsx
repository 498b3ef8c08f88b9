import type { JSX } from 'preact';
import type { Invitation } from '../../src/organisations/invitation.ts';
import type { Organisation } from '../../src/organisations/organisation.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { Instant, SummaryList } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';

interface InvitationPageProps {
  invitation: Invitation;
  organisation: Organisation;
  mustSignIn: boolean;
  token: string;
  /** The address of whoever is signed in. */
  signedInAs: string | null;
}

/** Somebody is asked to join an organisation: by which one, as what, and which mailbox must answer. */
export function InvitationPage({ invitation, organisation, mustSignIn, token, signedInAs }: InvitationPageProps): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('invitation.title', { organisation: organisation.name })} lead={t('invitation.lead')}>
      <SummaryList
        facts={[
          { name: t('invitation.organisation'), value: organisation.name },
          { name: t('manager.helper.role'), value: t(`helper.role.${invitation.role}`) },
          { name: t('invitation.email'), value: invitation.email },
          { name: t('invitation.until'), value: <Instant at={invitation.expiresAt} /> },
        ]}
      />
      {signedInAs !== null && signedInAs.toLowerCase() !== invitation.email.toLowerCase() && (
        <Notice tone="warning">
          <p>{t('invitation.otherAccount', { email: signedInAs })}</p>
        </Notice>
      )}
      <p>{t(mustSignIn ? 'invitation.known' : 'invitation.new', { email: invitation.email })}</p>
      <PostForm action={`/invitation/${token}`}>
        <Actions>
          <Button>{t('invitation.accept')}</Button>
        </Actions>
      </PostForm>
    </Layout>
  );
}
