import { atomically, type Work, type WorkNeeds } from '../db/database.ts';
import { endSomeMandates } from '../mandates/end-organisation-mandates.ts';
import type { Ending } from '../organisations/ending.ts';
import { listOpenEndings, lockOpenEnding, setEndingFinished } from '../organisations/ending-store.ts';
import { findOrganisation } from '../organisations/store.ts';
import { moveSomeMembers } from './move-members.ts';

interface EndingNeeds extends WorkNeeds {
  readonly publicUrl: string;
}

/** How many in one transaction: short enough that nobody waits for it. */
const batch = 50;

/**
 * Carries on what was decided of organisations that end, a batch in each transaction, until nothing is left: cut off anywhere, the next who comes
 * goes on from there. Several instances share the work. Each organisation by itself: one that fails keeps no other from ending, and is what is
 * thrown once all were seen to. Returns how many mandates, drafts and memberships ended.
 */
export async function carryOutEndings(needs: EndingNeeds, said: (done: number) => void = () => undefined): Promise<number> {
  let total = 0;
  const failed: Error[] = [];
  for (const { id, organisationId } of await listOpenEndings(needs.db))
    try {
      for (;;) {
        const done = await atomically(needs, (work) => carryOut(work, { id, publicUrl: needs.publicUrl }));
        if (done === null) break;
        total += done;
        said(total);
      }
    } catch (cause) {
      failed.push(new Error(`not all of organisation ${organisationId} could be ended`, { cause }));
    }
  if (failed.length > 0) throw new AggregateError(failed, `organisations that could not be ended: ${String(failed.length)}`);
  return total;
}

/** The next batch; null once there is none, or while somebody else is at it. */
async function carryOut(work: Work, { id, publicUrl }: { readonly id: string; readonly publicUrl: string }): Promise<number | null> {
  const ending = await lockOpenEnding(work.tx, id);
  if (!ending) return null;
  const into = ending.intoId === null ? null : ((await findOrganisation(work.tx, ending.intoId)) ?? null);
  const moved = await leave(work, { ending, publicUrl });
  const done = moved || (await endSomeMandates(work, { ending, into: into?.name ?? null, publicUrl, size: batch }));
  if (done === 0) await setEndingFinished(work.tx, ending.id, work.at);
  return done;
}

/** Those of an organisation that was withdrawn stay its members: it may be certified again. */
async function leave(work: Work, { ending, publicUrl }: { readonly ending: Ending; readonly publicUrl: string }): Promise<number> {
  return ending.cause === 'organisation_withdrawn' ? 0 : moveSomeMembers(work, { ending, publicUrl, size: batch });
}
