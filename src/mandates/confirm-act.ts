import { timingSafeEqual } from 'node:crypto';
import type { Work } from '../db/database.ts';
import { Refusal, type RefusalCode } from '../errors.ts';
import { append } from '../journal/append.ts';
import { type Helper } from '../organisations/helper.ts';
import { findPerson } from '../people/store.ts';
import { chargeTry, type Confirmable, setConfirmed } from './confirmation-store.ts';
import { confirmationTries } from './sensitive.ts';
import { findMandate } from './store.ts';

export interface Answer extends Omit<Confirmable, 'helperId'> {
  readonly helper: Helper;
  readonly organisationId: string;
  /** What the person read out. */
  readonly code: string;
}

/**
 * The person reads the code out: these acts are confirmed, for one use. Returns what stands in the way; the try counts and is
 * recorded whatever comes after. A code is good for five minutes and five tries, and never for another act, mandate or service.
 */
export async function confirmAct(work: Work, { helper, organisationId, code, ...of }: Answer): Promise<RefusalCode | null> {
  const mandate = await findMandate(work.tx, of.mandateId);
  const person = mandate && (await findPerson(work.tx, work.vault, mandate.personId));
  if (!person || mandate.organisationId !== organisationId) throw new Refusal('mandate_unknown');
  const about = { mandate, person, helper, organisationId, clientId: of.clientId, procedure: of.procedure };
  const asked = await chargeTry(work.tx, { ...of, helperId: helper.id, at: work.at, most: confirmationTries });
  const details = { acts: [...of.acts], ...(asked && { confirmation: asked.id }) };
  const refusal = refusalOf(work, asked, code);
  if (asked && !refusal) await setConfirmed(work.tx, asked.id, work.at);
  await append(
    work,
    refusal ? { ...about, event: 'confirmation_refused', refusal, details } : { ...about, event: 'act_confirmed', details },
  );
  return refusal;
}

function refusalOf(work: Work, asked: { readonly id: string; readonly print: Buffer } | undefined, code: string): RefusalCode | null {
  if (!asked) return 'confirmation_spent';
  return timingSafeEqual(asked.print, codePrint(work, asked.id, code)) ? null : 'confirmation_wrong';
}

/** What is kept of a code of six digits: worth nothing without our key. */
export function codePrint({ vault }: Pick<Work, 'vault'>, confirmationId: string, code: string): Buffer {
  return vault.fingerprint('act-confirmation', `${confirmationId}:${code}`);
}
