import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { Helper } from '../organisations/helper.ts';
import { findHelperByEmail } from '../organisations/store.ts';
import { requestAct } from './dangerous-acts.ts';
import { requireUnmanaged } from './give-manager.ts';

/** An operator asks that a member, named by their address, manage an organisation that nobody manages any more. */
export async function askForManager(
  work: Work,
  { organisationId, email, operator }: { readonly organisationId: string; readonly email: string; readonly operator: Helper },
): Promise<void> {
  const helper = await findHelperByEmail(work.tx, email);
  if (!helper) throw new Refusal('helper_unknown');
  await requireUnmanaged(work, { organisationId, helperId: helper.id });
  await requestAct(work, { act: 'give_manager', target: organisationId, terms: { helper: helper.id }, operator });
}
