import type { WorkNeeds } from '../db/database.ts';
import { atomically } from '../db/database.ts';
import {
  beginAfterAll,
  findEndOf,
  findStretch,
  listBackwards,
  listStretch,
  moveReader,
  type Stretch,
  type Whose,
} from '../journal/reader-store.ts';
import type { IndexedEntry } from '../journal/store.ts';
import type { Noticed, Rule } from './alert-rule.ts';
import { alertRules, type Rules } from './alert-rules.ts';
import { findCircumstances } from './circumstance-store.ts';
import { raiseAlert } from './raise-alert.ts';

const reader = 'alerts';
const entriesAtOnce = 2_000;
const mostFacts = 1_000;

/**
 * Runs the rules over what the journal gained, a stretch at a time, so many stretches at most; any instance may, and several at once do
 * no harm: an alert is raised once, and where a run was cut short the stretch is read again. Returns how many entries were gone through.
 */
export async function watchJournal(needs: WorkNeeds, { rules = alertRules, stretches = 10 }: Watching = {}): Promise<number> {
  let read = 0;
  for (let n = 0; n < stretches; n += 1) {
    const stretch = await findStretch(needs.db, reader);
    if (BigInt(stretch.from) >= BigInt(stretch.upTo)) return read;
    const upTo = await findEndOf(needs.db, stretch, entriesAtOnce);
    read += await judgeStretch(needs, rules, { from: stretch.from, upTo });
    if (!(await moveReader(needs.db, { name: reader, from: stretch.from, to: upTo }))) return read; // another instance is at it
  }
  return read;
}

/** Where no rule has read yet, they begin with what comes after this: a history that was laid is no news. */
export async function watchFromNow({ db }: Pick<WorkNeeds, 'db'>): Promise<void> {
  await beginAfterAll(db, reader);
}

interface Watching {
  readonly rules?: Rules;
  readonly stretches?: number;
}

async function judgeStretch(needs: WorkNeeds, rules: Rules, stretch: Stretch): Promise<number> {
  const events = [...new Set(Object.values(rules).flatMap(({ wakes }) => wakes))];
  const entries = await listStretch(needs.db, stretch, { events, limit: entriesAtOnce });
  for (const [name, rule] of Object.entries(rules)) {
    const woken = entries.filter(({ event }) => rule.wakes.includes(event));
    for (const subject of new Set(woken.map((entry) => subjectOf(rule, entry)))) {
      if (subject === null) continue;
      await judge(needs, { name, rule, subject, woken: woken.filter((entry) => subjectOf(rule, entry) === subject) });
    }
  }
  return entries.length;
}

/** Who or what an alert of this rule would be about; null when the entry does not say. */
function subjectOf({ subject }: Rule, { helperId, mandateId }: IndexedEntry): string | null {
  return { helper: helperId, mandate: mandateId, service: 'service' }[subject];
}

interface Woken {
  readonly name: string;
  readonly rule: Rule;
  readonly subject: string;
  readonly woken: readonly IndexedEntry[];
}

/** Shows a rule what came before each of the entries that woke it, about one subject; once in each quiet time is enough. */
async function judge(needs: WorkNeeds, { name, rule, subject, woken }: Woken): Promise<void> {
  const raised = new Set<number>();
  const facts = await factsBefore(needs, rule, woken);
  for (const entry of woken) {
    const quiet = Math.floor(entry.at.getTime() / rule.quiet);
    if (raised.has(quiet)) continue;
    const noticed = await look(needs, rule, { entry, facts });
    if (!noticed) continue;
    await atomically(needs, (work) => raiseAlert(work, { name, rule, subject, quiet, entry, noticed }));
    raised.add(quiet);
  }
}

async function look(
  needs: WorkNeeds,
  rule: Rule,
  { entry, facts }: { readonly entry: IndexedEntry; readonly facts: readonly IndexedEntry[] },
): Promise<Noticed | null> {
  const since = entry.at.getTime() - rule.back;
  const shown = facts.filter(({ entryId, at }) => BigInt(entryId) <= BigInt(entry.entryId) && at.getTime() > since);
  return rule.notice({ facts: shown, circumstances: await findCircumstances(needs.db, entry) }, rule.thresholds);
}

const columnOf = { helper: 'helper_id', mandate: 'mandate_id', person: 'person_id' } as const satisfies Record<string, Whose>;
const idOf = { helper: 'helperId', mandate: 'mandateId', person: 'personId' } as const satisfies Record<string, keyof IndexedEntry>;

/** Everything the rule may look at, for all of these entries together. */
async function factsBefore({ db }: WorkNeeds, rule: Rule, woken: readonly IndexedEntry[]): Promise<IndexedEntry[]> {
  const [first, last] = [woken[0], woken.at(-1)];
  if (!first || !last) return [];
  const of = rule.of === 'service' ? null : rule.of;
  const id = of === null ? '' : last[idOf[of]];
  if (id === null) return [];
  const since = new Date(first.at.getTime() - rule.back);
  const whose = of === null ? null : columnOf[of];
  return listBackwards(db, { whose, id, events: rule.looksAt, since, upTo: last.entryId, limit: mostFacts });
}
