import { randomUUID } from 'node:crypto';
import { openInquiry } from '../cases/open-inquiry.ts';
import { after, day } from '../clock.ts';
import type { Work } from '../db/database.ts';
import { append } from '../journal/append.ts';
import type { IndexedEntry } from '../journal/store.ts';
import type { Noticed, Rule } from './alert-rule.ts';
import * as store from './alert-store.ts';
import { stopByRule } from './stop-by-rule.ts';

export interface Raising {
  readonly name: string;
  readonly rule: Rule;
  readonly subject: string;
  readonly quiet: number;
  /** What made the rule look. */
  readonly entry: IndexedEntry;
  readonly noticed: Noticed;
}

/**
 * What a rule noticed becomes an alert, once for its subject and quiet time, and a case; and stops the helper, where the rule says so. A
 * rule that noticed more in a day than it may is muted: its alerts are kept, and neither open cases nor stop anybody, until a supervisor
 * has looked at it.
 */
export async function raiseAlert(work: Work, { name, rule, subject, quiet, entry, noticed }: Raising): Promise<void> {
  const id = randomUUID();
  const about = aboutOf(rule, entry);
  const { entryId, at } = entry;
  if (!(await store.insertAlert(work.tx, { id, rule: name, subject, quiet, entryId, at, raisedAt: work.at, ...about, noticed }))) return;
  if (await store.isMuted(work.tx, name)) return;
  if ((await store.countRaised(work.tx, name, after(work.at, -day))) > rule.most) {
    if (await store.insertMute(work.tx, name, work.at)) await append(work, { event: 'alert_rule_muted', details: { rule: name } });
    return;
  }
  const inquiry = { origin: 'alert', cause: name, about, words: null, noticed, by: null } as const;
  const opened = await openInquiry(work, inquiry);
  if (opened) await store.setCase(work.tx, id, opened.id);
  if (rule.blocks && about.helperId !== null) await stopByRule(work, { helperId: about.helperId, rule: name });
}

/** A mandate’s alert is about the use that woke the rule, if one did; a helper’s about the helper at their organisation. */
function aboutOf({ subject }: Rule, { useId, mandateId, helperId, organisationId }: IndexedEntry): store.AlertAbout {
  if (subject === 'mandate') return { useId, mandateId, helperId, organisationId };
  if (subject === 'helper') return { useId: null, mandateId: null, helperId, organisationId };
  return { useId: null, mandateId: null, helperId: null, organisationId: null };
}
