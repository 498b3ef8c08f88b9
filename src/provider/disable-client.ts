import type { Work } from '../db/database.ts';
import { append } from '../journal/append.ts';
import { endUses } from '../mandates/use-store.ts';
import type { Helper } from '../organisations/helper.ts';
import * as store from './client-store.ts';

/** Who decided it, and why, as far as it is known: at the console nobody is. */
interface Decided {
  readonly by?: Helper;
  readonly reason?: string;
}

/** A relying party may not come any more, and what it was given under way ends at once. Disabling twice is not an error. */
export async function disableClient(work: Work, clientId: string, decided: Decided = {}): Promise<void> {
  if (!(await store.setDisabled(work.tx, clientId, work.at))) return;
  await endUses(work.tx, { clientId }, work.at);
  await append(work, { event: 'client_disabled', clientId, ...saidOf(decided) });
}

/** A relying party that was disabled may come again. */
export async function enableClient(work: Work, clientId: string, decided: Decided): Promise<void> {
  if (await store.setEnabled(work.tx, clientId)) await append(work, { event: 'client_enabled', clientId, ...saidOf(decided) });
}

function saidOf({ by, reason }: Decided) {
  return { ...(by && { helper: by }), ...(reason !== undefined && { details: { reason } }) };
}
