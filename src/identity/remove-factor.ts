import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import type { Helper } from '../organisations/helper.ts';
import * as factors from './factor-store.ts';
import * as passkeys from './passkey-store.ts';

/** Takes the application of codes away. Refused when nothing else would be left to sign in with. */
export async function removeApplication(work: Work, { helper }: { readonly helper: Helper }): Promise<void> {
  await factors.lockFactors(work.tx, helper.id);
  const application = (await factors.listConfirmedFactors(work.tx, helper.id)).find(({ kind }) => kind === 'application');
  if (!application) throw new Refusal('factor_unknown');
  await factors.setRemoved(work.tx, application.id, work.at);
  await requireOneLeft(work, helper);
  await append(work, { event: 'second_factor_removed', helper, details: { kind: 'application' } });
}

/** Takes a passkey away: another account's is not known. Refused when nothing else would be left to sign in with. */
export async function removePasskey(work: Work, { helper, id }: { readonly helper: Helper; readonly id: string }): Promise<void> {
  await factors.lockFactors(work.tx, helper.id);
  if (!(await passkeys.setPasskeyRemoved(work.tx, { id, helperId: helper.id, at: work.at }))) throw new Refusal('factor_unknown');
  await requireOneLeft(work, helper);
  await append(work, { event: 'second_factor_removed', helper, details: { kind: 'passkey' } });
}

/** Gives a passkey another name. */
export async function namePasskey(
  work: Work,
  { helper, id, name }: { readonly helper: Helper; readonly id: string; readonly name: string },
): Promise<void> {
  if (!(await passkeys.renamePasskey(work.tx, { id, helperId: helper.id, name }))) throw new Refusal('factor_unknown');
}

async function requireOneLeft({ tx }: Work, helper: Helper): Promise<void> {
  if (!(await factors.hasFactor(tx, helper.id))) throw new Refusal('last_factor');
}
