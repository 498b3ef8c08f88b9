import type { Work } from '../db/database.ts';
import { deleteOtherSessions } from '../http/store.ts';
import { append } from '../journal/append.ts';
import type { Helper } from '../organisations/helper.ts';

/** Signs a helper out everywhere but in one browser. */
export async function endOtherSessions(
  work: Work,
  { helper, except }: { readonly helper: Helper; readonly except: Buffer },
): Promise<void> {
  const ended = await deleteOtherSessions(work.tx, { helperId: helper.id, except });
  if (ended > 0) await append(work, { event: 'sessions_ended', helper, details: { ended } });
}
