import type { Work } from '../db/database.ts';
import { type Invited, inviteHelper } from '../organisations/invite-helper.ts';
import { listMembersByEmail } from '../organisations/roster-store.ts';
import type { Managing } from './managing.ts';
import { requireManagingActive } from './require-managing.ts';

/** Asks people to join, all or none. Who is a member already is not asked again. */
export async function invitePeople(
  work: Work,
  { managing, people }: { readonly managing: Managing; readonly people: readonly Invited[] },
): Promise<void> {
  const organisation = await requireManagingActive(work, managing);
  const members = await listMembersByEmail(
    work.tx,
    organisation.id,
    people.map(({ email }) => email),
  );
  for (const invited of people) {
    if (members.includes(invited.email.toLowerCase())) continue;
    await inviteHelper(work, { manager: managing.helper, organisation, invited, publicUrl: managing.publicUrl });
  }
}
