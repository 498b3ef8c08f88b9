import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import type { Mandate } from '../mandates/mandate.ts';
import { findMandate } from '../mandates/store.ts';
import type { Use } from '../mandates/use.ts';
import { findUse } from '../mandates/use-store.ts';
import { hasManagerBesides } from '../organisations/manager-store.ts';
import type { Person } from '../people/person.ts';
import type { Case } from './case.ts';
import { readSteps, writeStep } from './case-steps.ts';
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

export interface Contested {
  readonly one: Case;
  /** It was open already, and says more than before. */
  readonly isAdded: boolean;
}

/**
 * The person contests a use of theirs. The organisation's manager must answer; where the only manager is the helper concerned, a supervisor
 * takes it. Contesting twice is not an error: the first stands as long as it is open, and what is said otherwise the second time is added.
 */
export async function openCase(work: Work, { useId, person, words, publicUrl }: Contest): Promise<Contested> {
  const use = await findUse(work.tx, useId);
  if (use?.personId !== person.id) throw new Refusal('use_unknown');
  const mandate = await findMandate(work.tx, use.mandateId);
  if (!mandate) throw new Refusal('use_unknown');
  const { organisationId, helperId, mandateId } = use;
  const state = (await hasManagerBesides(work.tx, { organisationId, helperId })) ? 'with_manager' : 'with_supervisor';
  const about = { useId, mandateId, personId: person.id, organisationId, helperId };
  const opened = newCase({ ...about, origin: 'contest', cause: null, state, at: work.at });
  const saying = { use, mandate, person, words };
  if (!(await store.insertCase(work.tx, opened))) return sayMore(work, saying);
  await say(work, { ...saying, one: opened, act: 'open' });
  await tellCase(work, { one: opened, act: 'open', person, mandate, publicUrl });
  return { one: opened, isAdded: false };
}

interface Saying extends Pick<Contest, 'person' | 'words'> {
  readonly use: Use;
  readonly mandate: Mandate;
}

/** So that whoever must read a case can: its page holds all that was said. */
const mostAdded = 10;

/** Words that stand in the open case already are a second click. */
async function sayMore(work: Work, saying: Saying): Promise<Contested> {
  const id = await store.findOpenContest(work.tx, saying.use.id);
  const one = id === undefined ? undefined : await store.lockCase(work.tx, id);
  if (!one || one.closedAt !== null) throw new Refusal('case_open_already'); // it was, and is closed just now
  const steps = await readSteps(work, one);
  const isAdded = !steps.some(({ actor, words }) => actor === 'person' && words === saying.words);
  if (isAdded && steps.filter(({ act }) => act === 'add').length >= mostAdded) throw new Refusal('case_open_already');
  if (isAdded) await say(work, { ...saying, one, act: 'add' });
  return { one, isAdded };
}

async function say(work: Work, saying: Saying & { readonly one: Case; readonly act: 'open' | 'add' }): Promise<void> {
  const { use, mandate, person, words, one, act } = saying;
  await writeStep(work, { one, act, actor: 'person', staffId: null, outcome: null, words });
  await append(work, {
    ...{ event: act === 'open' ? 'case_opened' : 'case_words_added', mandate, useId: use.id, person },
    ...{ organisationId: use.organisationId, clientId: use.clientId, procedure: use.procedure },
    details: { case: one.id, state: one.state },
  });
}
