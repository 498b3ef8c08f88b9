import type { Work } from '../db/database.ts';
import { append } from '../journal/append.ts';
import { endUses } from '../mandates/use-store.ts';
import type { Helper } from '../organisations/helper.ts';
import * as store from './client-store.ts';

/** A relying party may not come any more, and what it was given under way ends at once. Disabling twice is not an error. */
export async function disableClient(work: Work, clientId: string, by?: Helper): Promise<void> {
  if (!(await store.setDisabled(work.tx, clientId, work.at))) return;
  await endUses(work.tx, { clientId }, work.at);
  await append(work, { event: 'client_disabled', clientId, ...(by && { helper: by }) });
}
