import { atomically, type Work, type WorkNeeds } from '../db/database.ts';
import type { Refusal, RefusalCode } from '../errors.ts';
import { append, type Entry } from '../journal/append.ts';
import { inputsOf } from '../mandates/decision-inputs.ts';
import { findMandate } from '../mandates/store.ts';
import { findUse, setEnded } from '../mandates/use-store.ts';
import type { Helper } from '../organisations/helper.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { findHelper } from '../organisations/store.ts';
import { findPerson } from '../people/store.ts';
import * as store from './store.ts';

interface AboutUse {
  readonly useId: string;
  readonly clientId: string;
}

export interface RefusedUse {
  readonly helper: Helper;
  readonly organisation: Organisation;
  readonly mandateId: string;
  readonly procedure: string;
  readonly clientId: string;
  readonly refusal: Refusal;
}

/** A helper tried to take up a mandate and was refused. The person finds it too, when it was a mandate the helper's organisation holds. */
export function recordRefusedUse(needs: WorkNeeds, refused: RefusedUse): Promise<void> {
  return atomically(needs, (work) => writeRefusedUse(work, refused));
}

/** The same, where the refusal has undone nothing. */
export async function writeRefusedUse(
  work: Work,
  { helper, organisation, mandateId, procedure, clientId, refusal }: RefusedUse,
): Promise<void> {
  const mandate = await findMandate(work.tx, mandateId);
  const inputs = inputsOf(refusal);
  const isTheirs = mandate?.organisationId === organisation.id;
  const person = isTheirs ? await findPerson(work.tx, work.vault, mandate.personId) : undefined;
  await append(work, {
    event: 'use_refused',
    refusal: refusal.code,
    helper,
    organisationId: organisation.id,
    clientId,
    procedure,
    ...(isTheirs && { mandate }),
    ...(person && { person }),
    ...(inputs !== undefined && { details: { inputs } }),
  });
}

/** A relying party asked for an identity and was refused: written after the refusal undid the rest. */
export function recordRefusedDisclosure(
  needs: WorkNeeds,
  { useId, clientId, refusal, door }: AboutUse & { readonly refusal: RefusalCode; readonly door: string },
): Promise<void> {
  if (refusal === 'journal_unavailable') return Promise.resolve();
  return atomically(needs, async (work) => {
    await append(work, { ...(await storyOf(work, useId)), event: 'disclosure_refused', clientId, refusal, details: { door } });
  });
}

/** A code came twice: whatever it gave is dead, and so is the use itself, should the first one still be on its way. Recorded once. */
export function killReplayed(needs: WorkNeeds, { useId, clientId }: AboutUse): Promise<void> {
  return atomically(needs, async (work) => {
    if (!(await setEnded(work.tx, useId, work.at))) return;
    await store.deletePayloadsOfUse(work.tx, useId);
    await append(work, { ...(await storyOf(work, useId)), event: 'code_replayed', clientId });
  });
}

/** Whom a use was about, so that each of them finds the entry. */
export async function storyOf({ tx, vault }: Work, useId: string): Promise<Omit<Entry, 'event'>> {
  const use = await findUse(tx, useId);
  if (!use) return {};
  const mandate = await findMandate(tx, use.mandateId);
  const person = await findPerson(tx, vault, use.personId);
  const helper = await findHelper(tx, use.helperId);
  return {
    ...{ useId, organisationId: use.organisationId, procedure: use.procedure },
    ...(mandate && { mandate }),
    ...(person && { person }),
    ...(helper && { helper }),
  };
}
