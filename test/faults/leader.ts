import { systemClock } from '../../src/clock.ts';
import { openDatabase } from '../../src/db/database.ts';
import { openLog } from '../../src/http/request-log.ts';
import { type Close, closeBy } from '../../src/journal/close-volume.ts';
import { cosignBy } from '../../src/journal/cosign.ts';
import { openSigner } from '../../src/journal/note.ts';
import { parsePolicy } from '../../src/journal/policy.ts';
import { startSequencer } from '../../src/journal/sequencer.ts';
import { openVault } from '../../src/vault.ts';
import { type Fate, lead, meet } from './stages.ts';

/** What one instance's sequencer is told by its parent. */
export interface LeaderOrders {
  readonly url: string;
  readonly anchorFile: string;
  readonly fate: Fate;
  /** The text of a policy: whom it asks to cosign. */
  readonly policy: string;
  /** Between two rounds. */
  readonly round: number;
  /** Whether it takes itself for the leader, whoever leads. */
  readonly isUnlocked: boolean;
}

const { url, anchorFile, fate, policy, round, isUnlocked } = JSON.parse(process.argv[2] ?? '') as LeaderOrders; // written by the parent
const { begin } = meet(fate);
if (isUnlocked) lead();
const origin = 'journal.procura.test/2026';
const log = openLog('silent');
log.warn = ({ err }: { readonly err?: Error }) => process.send?.({ ended: err?.message ?? '' });
const db = openDatabase({ url });
const { close } = closeBy({ db, clock: systemClock, vault: openVault(Buffer.alloc(32, 7)) }, { rule: 'command', patience: 200 });
/** Its stages bear its name, and those of the head with which the volume ended. */
const told: Close = async (...given) => {
  let isClosed = false;
  begin('closing');
  try {
    isClosed = await close(...given);
  } finally {
    begin(isClosed ? 'the end' : '');
  }
  return isClosed;
};
const sequencer = startSequencer({
  ...{ source: { url }, clock: systemClock, log, origin, anchorFile, signers: [openSigner(origin, Buffer.alloc(32, 7))] },
  ...(policy !== '' && cosignBy(parsePolicy(policy), { db, log })),
  close: told,
  pace: { round, publish: round },
});
setInterval(() => process.send?.({ status: sequencer.status() }), 20);
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => void sequencer.stop().then(() => process.exit(0)));
