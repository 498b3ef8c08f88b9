import { randomInt } from 'node:crypto';
import type { Work, WorkNeeds } from '../db/database.ts';
import { append } from '../journal/append.ts';
import type { Helper } from '../organisations/helper.ts';
import type { Vault } from '../vault.ts';
import * as store from './recovery-code-store.ts';

/** Letters and digits that are not taken for one another, 31 of them: ten make 49 bits, behind five tries a wait. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXY';
const [codesGiven, codeLength] = [10, 10];

/** Gives a helper ten fresh recovery codes; those given before serve no more. */
export async function giveRecoveryCodes(work: Work, { helper }: { readonly helper: Helper }): Promise<void> {
  const codes = Array.from({ length: codesGiven }, () =>
    Array.from({ length: codeLength }, () => alphabet.charAt(randomInt(alphabet.length))).join(''),
  );
  await store.deleteCodes(work.tx, helper.id);
  await store.insertCodes(work.tx, {
    helperId: helper.id,
    codes: codes.map((code) => ({ codeHash: hashOf(work.vault, helper, code), shown: work.vault.seal('recovery-code', helper.id, code) })),
    at: work.at,
  });
  await append(work, { event: 'recovery_codes_given', helper });
}

/** The codes a helper has not said they noted yet, in groups of five; none once they did. */
export async function listShownCodes({ db, vault }: Pick<WorkNeeds, 'db' | 'vault'>, helper: Helper): Promise<string[]> {
  const sealed = await store.listShown(db, helper.id);
  return sealed.map((value) => vault.open('recovery-code', helper.id, value).toString().replace(/.{5}/, '$&-')).sort();
}

/** The helper noted their codes: nobody sees them again. */
export function forgetShownCodes(work: Work, { helper }: { readonly helper: Helper }): Promise<void> {
  return store.hideCodes(work.tx, helper.id);
}

/** Uses up a recovery code, however it was typed. False when it is none of the helper's, or was used. */
export async function takeRecoveryCode(work: Work, { helper, code }: { readonly helper: Helper; readonly code: string }): Promise<boolean> {
  if (!(await store.takeCode(work.tx, hashOf(work.vault, helper, code), work.at))) return false;
  await append(work, { event: 'recovery_code_used', helper });
  return true;
}

/** How a code is compared: without spaces, dashes or small letters. */
function plainCode(code: string): string {
  return code.replaceAll(/[\s-]/g, '').toUpperCase();
}

function hashOf(vault: Vault, { id }: Helper, code: string): Buffer {
  return vault.fingerprint('recovery-code', `${id}\0${plainCode(code)}`);
}
