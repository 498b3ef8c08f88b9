import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { findMandate } from '../mandates/store.ts';
import { findUse } from '../mandates/use-store.ts';
import type { Helper } from '../organisations/helper.ts';
import { findPerson } from '../people/store.ts';
import type { Case, CaseOrigin } from './case.ts';
import { writeStep } from './case-steps.ts';
import { newCase } from './new-case.ts';
import * as store from './store.ts';

/** What is looked into: a use, a mandate, a helper at an organisation, an organisation, or the service itself. */
export interface About {
  readonly useId?: string | null | undefined;
  readonly mandateId?: string | null | undefined;
  readonly helperId?: string | null | undefined;
  readonly organisationId?: string | null | undefined;
}

export interface Inquiry {
  readonly origin: Exclude<CaseOrigin, 'contest'>;
  /** The rule that noticed, or the sample. */
  readonly cause: string | null;
  readonly about: About;
  /** What was noticed: in somebody's words, or in a rule's numbers. */
  readonly words: string | null;
  readonly noticed?: Case['noticed'];
  /** The supervisor who opens it; null: the service noticed by itself. */
  readonly by: Helper | null;
}

/**
 * A case that no person asked for, in a supervisor's hands from the start. The person concerned sees it at once; the helper concerned and
 * the managers hear nothing of it, nor does what they read of the journal, until a supervisor asks them. Null when one of this origin is
 * open about this use already.
 */
export async function openInquiry(work: Work, { origin, cause, about, words, noticed = null, by }: Inquiry): Promise<Case | null> {
  const facts = await factsOf(work, about);
  const opened = newCase({ ...facts, origin, cause, noticed, state: 'with_supervisor', at: work.at });
  if (by !== null && by.id === opened.helperId) throw new Refusal('case_about_oneself');
  if (!(await store.insertCase(work.tx, opened))) return null;
  await writeStep(work, { one: opened, act: 'open', actor: by ? 'supervisor' : 'service', staffId: by?.id ?? null, outcome: null, words });
  const { mandateId, personId } = opened;
  const mandate = mandateId ? await findMandate(work.tx, mandateId) : undefined;
  const person = personId ? await findPerson(work.tx, work.vault, personId) : undefined;
  await append(work, {
    ...{ event: 'inquiry_opened', details: { case: opened.id, origin, ...(cause !== null && { cause }) } },
    ...(mandate && { mandate }),
    ...(opened.useId !== null && { useId: opened.useId }),
    ...(person && { person }),
    ...(by && { helper: by }),
  });
  return opened;
}

type Facts = Pick<Case, 'useId' | 'mandateId' | 'personId' | 'organisationId' | 'helperId'>;

async function factsOf({ tx }: Work, { useId = null, mandateId = null, helperId = null, organisationId = null }: About): Promise<Facts> {
  if (useId !== null) {
    const use = await findUse(tx, useId);
    if (!use) throw new Refusal('use_unknown');
    return { useId, mandateId: use.mandateId, personId: use.personId, organisationId: use.organisationId, helperId: use.helperId };
  }
  const mandate = mandateId === null ? undefined : await findMandate(tx, mandateId);
  if (mandate) return { useId, mandateId, personId: mandate.personId, organisationId: mandate.organisationId, helperId: mandate.helperId };
  return { useId, mandateId: null, personId: null, organisationId, helperId };
}
