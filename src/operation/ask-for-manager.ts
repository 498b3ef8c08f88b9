import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { Helper } from '../organisations/helper.ts';
import { findMember, listManagers } from '../organisations/membership-store.ts';
import { findHelperByEmail } from '../organisations/store.ts';
import { requestAct } from './dangerous-acts.ts';

/** An operator asks that a member, named by their address, manage an organisation that nobody manages any more. */
export async function askForManager(
  work: Work,
  { organisationId, email, operator }: { readonly organisationId: string; readonly email: string; readonly operator: Helper },
): Promise<void> {
  if ((await listManagers(work.tx, organisationId)).length > 0) throw new Refusal('organisation_has_managers');
  const helper = await findHelperByEmail(work.tx, email);
  if (!helper || !(await findMember(work.tx, { helperId: helper.id, organisationId }))) throw new Refusal('helper_unknown');
  await requestAct(work, { act: 'give_manager', target: organisationId, terms: { helper: helper.id }, operator });
}
