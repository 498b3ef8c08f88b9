import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { findMandate } from '../mandates/store.ts';
import { findUse } from '../mandates/use-store.ts';
import { hasManagerBesides } from '../organisations/manager-store.ts';
import type { Person } from '../people/person.ts';
import type { Case } from './case.ts';
import { writeStep } from './case-steps.ts';
import * as store from './store.ts';
import { newCase } from './new-case.ts';
import { tellCase } from './tell-case.ts';

export interface Contest {
  readonly useId: string;
  readonly person: Person;
  /** What is wrong, in the person's words. */
  readonly words: string;
  readonly publicUrl: string;
}

/**
 * The person contests a use of theirs. The organisation's manager must answer; where the only manager is the helper concerned, a supervisor
 * takes it. Contesting twice is not an error: the first stands as long as it is open.
 */
export async function openCase(work: Work, { useId, person, words, publicUrl }: Contest): Promise<Case> {
  const use = await findUse(work.tx, useId);
  if (use?.personId !== person.id) throw new Refusal('use_unknown');
  const mandate = await findMandate(work.tx, use.mandateId);
  if (!mandate) throw new Refusal('use_unknown');
  const { organisationId, helperId, mandateId } = use;
  const state = (await hasManagerBesides(work.tx, { organisationId, helperId })) ? 'with_manager' : 'with_supervisor';
  const about = { useId, mandateId, personId: person.id, organisationId, helperId };
  const opened = newCase({ ...about, origin: 'contest', cause: null, state, at: work.at });
  if (!(await store.insertCase(work.tx, opened))) return openAlready(work, useId);
  await writeStep(work, { one: opened, act: 'open', actor: 'person', staffId: null, outcome: null, words });
  await tellCase(work, { one: opened, act: 'open', person, mandate, publicUrl });
  await append(work, {
    ...{ event: 'case_opened', mandate, useId, person, organisationId, clientId: use.clientId, procedure: use.procedure },
    details: { case: opened.id, state },
  });
  return opened;
}

async function openAlready({ tx }: Work, useId: string): Promise<Case> {
  const id = await store.findOpenContest(tx, useId);
  const open = id === undefined ? undefined : await store.lockCase(tx, id);
  if (!open) throw new Refusal('case_open_already'); // it was, and is closed just now
  return open;
}
