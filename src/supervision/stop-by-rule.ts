import { randomUUID } from 'node:crypto';
import type { Work } from '../db/database.ts';
import { hasText, translator } from '../http/texts.ts';
import { append } from '../journal/append.ts';
import { haltHelper } from '../management/halt.ts';
import { insertSuspension } from './suspension-store.ts';

/** A rule that says so stops the helper it noticed, everywhere and at once, until a supervisor lifts it; the helper reads which rule did. Stopped already is not an error. */
export async function stopByRule(work: Work, { helperId, rule }: { readonly helperId: string; readonly rule: string }): Promise<void> {
  const title = `supervision.rule.${rule}.title`;
  const reason = hasText(title) ? translator('fr')(title) : rule;
  await haltHelper(work, helperId, { by: null, reason });
  const suspension = {
    id: randomUUID(),
    kind: 'helper',
    target: helperId,
    suspendedBy: null,
    suspendedAt: work.at,
    tells: false,
    rule,
  } as const;
  if (!(await insertSuspension(work.tx, suspension))) return;
  await append(work, { event: 'suspension_decided', details: { kind: 'helper', target: helperId, reason, rule } });
}
