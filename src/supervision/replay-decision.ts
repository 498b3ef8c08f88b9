import type { WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { IndexedEntry } from '../journal/store.ts';
import { type ConjunctAnswer, answersOf, type DecisionInputs, readInputs } from '../mandates/decision-inputs.ts';
import type { ConjunctName } from '../mandates/mandate.ts';
import { decisionAt } from './decision-at.ts';
import { findDecisionEntry, type OpenedEntry } from './story-store.ts';

/** One conjunct of a decision that is made again. */
export interface Replayed extends ConjunctAnswer {
  /** What the tables' own history says of that instant: the same, something else, or nothing, since they do not keep it. */
  readonly history: 'same' | 'other' | 'silent';
}

/** A decision of the past, made again from what was recorded with it and held against the history of what it looked at. */
export interface Replay {
  readonly entry: IndexedEntry;
  /** What was answered then; null: yes. */
  readonly answered: string | null;
  readonly inputs: DecisionInputs;
  readonly conjuncts: readonly Replayed[];
  /** What is answered now from the same facts. */
  readonly again: string | null;
  /** Whether what was looked at was recorded with it; before that was done, history alone answers. */
  readonly isRecorded: boolean;
}

/** Makes the decision of a use again, or of a refusal by its entry's number. Reads what is about a person: whoever calls has recorded the look, or is the operator's own console. */
export async function replayDecision(needs: WorkNeeds, what: { readonly useId: string } | { readonly entryId: string }): Promise<Replay> {
  const entry = await findDecisionEntry(needs, what);
  if (!entry) throw new Refusal('use_unknown');
  return replayOf(needs, entry);
}

/** The same, of an entry that is read already. */
export async function replayOf(needs: Pick<WorkNeeds, 'db' | 'vault'>, entry: OpenedEntry): Promise<Replay> {
  const kept = entry.fields['inputs'];
  const recorded = typeof kept === 'string' ? readInputs(kept) : null;
  const history = await decisionAt(needs, entry);
  const facts = recorded ?? history?.inputs;
  if (!facts) throw new Refusal('use_unknown');
  const historical = new Map(history ? answersOf(history.inputs).map(({ name, refusal }) => [name, refusal]) : []);
  const conjuncts = answersOf(facts).map((answer) => ({
    ...answer,
    history: compared(answer, { historical, silent: history?.silent ?? new Set() }),
  }));
  const again = conjuncts.find(({ refusal }) => refusal !== null)?.refusal ?? null;
  return { entry, answered: entry.refusal, inputs: facts, conjuncts, again, isRecorded: recorded !== null };
}

/** Whether the decision made again answers as it did. */
export function isFaithful({ answered, again }: Replay): boolean {
  return answered === again;
}

function compared(
  { name, refusal }: ConjunctAnswer,
  { historical, silent }: { readonly historical: ReadonlyMap<ConjunctName, string | null>; readonly silent: ReadonlySet<ConjunctName> },
): Replayed['history'] {
  if (silent.has(name) || !historical.has(name)) return 'silent';
  return historical.get(name) === refusal ? 'same' : 'other';
}
