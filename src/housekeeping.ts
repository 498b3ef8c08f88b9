import { after, day, minute, second } from './clock.ts';
import type { Context } from './context.ts';
import { atomically } from './db/database.ts';
import { deleteEndedLimits, deleteEndedSessions } from './http/store.ts';
import { beat } from './journal/heartbeat.ts';
import { deleteEndedChallenges } from './identity/passkey-store.ts';
import { deleteEnded } from './identity/store.ts';
import { remindManagers } from './cases/remind-managers.ts';
import { forgetDead } from './notifications/dead-letter-store.ts';
import { deleteReceived } from './people/sms-store.ts';
import { printIdentities } from './people/print-identities.ts';
import { watchCertifications } from './management/watch-certifications.ts';
import { watchHelpers } from './management/watch-helpers.ts';
import { endExpiredUses } from './mandates/end-expired-uses.ts';
import { lapseDrafts } from './mandates/abandon-draft.ts';
import { deleteEndedLinks } from './organisations/application-link-store.ts';
import { forgetWords } from './supervision/reason-store.ts';
import { deletePassingSearches, deleteSearchesAboutPersons } from './supervision/saved-search-store.ts';
import { watchHeads } from './operation/watch-heads.ts';
import { carryOutEndings } from './operation/carry-out-endings.ts';
import { countMonths } from './supervision/count-months.ts';
import { countFigures } from './supervision/count-figures.ts';
import { watchJournal } from './supervision/watch-journal.ts';
import { lapseApplications } from './organisations/lapse-applications.ts';
import { remindOfEnds } from './mandates/remind-of-end.ts';
import { tellDigests } from './mandates/tell-digests.ts';
import { deleteLeft } from './notifications/store.ts';
import { tellSuspensions } from './supervision/tell-suspensions.ts';
import { sweepPayloads } from './provider/sweep.ts';

export interface Housekeeping {
  stop(): Promise<void>;
}

/** What is done now and then by every instance, harmlessly by several at once: what ran out of time is closed or forgotten. */
export function startHousekeeping(context: Context): Housekeeping {
  let [round, behind] = [Promise.resolve(), 0];
  context.metrics.watch('procura_journal_behind_seconds', 'Age of the oldest entry that no published head covers', () => behind / second);
  const measured = async () => {
    behind = await watchHeads(context);
  };
  const timer = setInterval(() => {
    round = round.then(() => tidy(context, measured));
  }, minute / 2);
  return {
    stop: () => {
      clearInterval(timer);
      return round;
    },
  };
}

async function tidy(context: Context, watch: () => Promise<void>): Promise<void> {
  try {
    await atomically(context, beat);
    await watch();
    await lapseDrafts(context);
    await deleteEndedSessions(context.db, context.clock.now());
    await deleteEndedLimits(context.db, context.clock.now());
    await deleteEnded(context.db, after(context.clock.now(), -day)); // a late click is still known for what it is
    await deleteEndedChallenges(context.db, context.clock.now());
    await lapseApplications(context);
    await countMonths(context);
    await watchJournal(context);
    await countFigures(context);
    await deleteEndedLinks(context.db, after(context.clock.now(), -30 * day));
    await endExpiredUses(context);
    await remindOfEnds(context);
    await tellDigests(context);
    await remindManagers(context);
    await carryOutEndings(context);
    await watchHelpers(context);
    await watchCertifications(context);
    await printIdentities(context);
    await deletePassingSearches(context.db, after(context.clock.now(), -day));
    await deleteSearchesAboutPersons(context.db, after(context.clock.now(), -365 * day));
    await forgetWords(context.db, after(context.clock.now(), -365 * day));
    await tellSuspensions(context);
    await sweepPayloads(context);
    await forgetDead(context.db, { before: after(context.clock.now(), -30 * day) });
    await deleteLeft(context.db, after(context.clock.now(), -365 * day));
    await deleteReceived(context.db, after(context.clock.now(), -30 * day));
  } catch (error) {
    context.log.error({ err: error }, 'housekeeping failed');
  }
}
