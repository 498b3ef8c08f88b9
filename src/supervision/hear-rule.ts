import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { deleteMute } from './alert-store.ts';
import type { RuleName } from './alert-rules.ts';
import type { Supervising } from './supervising.ts';
import { isNational } from './territory.ts';

/** A supervisor of the whole country looked at a muted rule and lets it open cases again. Not muted is not an error. */
export async function hearRule(
  work: Work,
  { supervisor, rule }: { readonly supervisor: Supervising; readonly rule: RuleName },
): Promise<void> {
  if (!isNational(supervisor)) throw new Refusal('not_found');
  if (await deleteMute(work.tx, rule)) await append(work, { event: 'alert_rule_heard', helper: supervisor.helper, details: { rule } });
}
