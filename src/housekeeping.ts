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
import { inviteCandidates } from './organisations/invite-candidates.ts';
import { lapseApplications } from './organisations/lapse-applications.ts';
import { remindOfEnds } from './mandates/remind-of-end.ts';
import { tellDigests } from './mandates/tell-digests.ts';
import { deleteLeft } from './notifications/store.ts';
import { tellSuspensions } from './supervision/tell-suspensions.ts';
import { sweepPayloads } from './provider/sweep.ts';

export interface Housekeeping {
  stop(): Promise<void>;
}

type Chores = Readonly<Record<string, (context: Context) => Promise<unknown>>>;

/** In this order; harmless from several instances at once. */
export const chores: Chores = {
  beat: (context) => atomically(context, beat),
  lapseDrafts,
  deleteEndedSessions: ({ db, clock }) => deleteEndedSessions(db, clock.now()),
  deleteEndedLimits: ({ db, clock }) => deleteEndedLimits(db, clock.now()),
  deleteEndedIdentifications: ({ db, clock }) => deleteEnded(db, after(clock.now(), -day)), // a late click is still known for what it is
  deleteEndedChallenges: ({ db, clock }) => deleteEndedChallenges(db, clock.now()),
  lapseApplications,
  countMonths,
  watchJournal: (context) => watchJournal(context),
  countFigures,
  deleteEndedLinks: ({ db, clock }) => deleteEndedLinks(db, after(clock.now(), -30 * day)),
  endExpiredUses,
  remindOfEnds,
  tellDigests,
  remindManagers,
  carryOutEndings: (context) => carryOutEndings(context),
  inviteCandidates: (context) => inviteCandidates(context),
  watchHelpers,
  watchCertifications,
  printIdentities: (context) => printIdentities(context),
  deletePassingSearches: ({ db, clock }) => deletePassingSearches(db, after(clock.now(), -day)),
  deleteSearchesAboutPersons: ({ db, clock }) => deleteSearchesAboutPersons(db, after(clock.now(), -365 * day)),
  forgetWords: ({ db, clock }) => forgetWords(db, after(clock.now(), -365 * day)),
  tellSuspensions,
  sweepPayloads,
  forgetDead: ({ db, clock }) => forgetDead(db, { before: after(clock.now(), -30 * day) }),
  deleteLeft: ({ db, clock }) => deleteLeft(db, after(clock.now(), -365 * day)),
  deleteReceived: ({ db, clock }) => deleteReceived(db, after(clock.now(), -30 * day)),
};

/** What is done now and then by every instance: what ran out of time is closed or forgotten, what is due is told. `procura_housekeeping_failed` says how many chores failed in the last round. */
export function startHousekeeping(context: Context, { every = minute / 2, all = chores } = {}): Housekeeping {
  let [round, behind, failed] = [Promise.resolve(), 0, 0];
  const watched: Chores = {
    watchHeads: async () => {
      behind = await watchHeads(context);
    },
    ...all,
  };
  context.metrics.watch('procura_journal_behind_seconds', 'Age of the oldest entry that no published head covers', () => behind / second);
  context.metrics.watch('procura_housekeeping_failed', 'Chores that failed in the last round: should be none', () => failed);
  let isAtIt = false;
  const goRound = async () => {
    isAtIt = true;
    failed = await tidy(context, watched);
    isAtIt = false;
  };
  const timer = setInterval(() => {
    if (!isAtIt) round = goRound(); // a long round is not followed by those it held up
  }, every);
  return {
    stop: () => {
      clearInterval(timer);
      return round;
    },
  };
}

/** Each by itself: one that fails keeps no other from being done. Returns how many failed. */
async function tidy(context: Context, all: Chores): Promise<number> {
  let failed = 0;
  for (const [chore, work] of Object.entries(all))
    try {
      await work(context);
    } catch (err) {
      failed += 1;
      context.log.error({ err, chore }, 'housekeeping failed');
    }
  return failed;
}
