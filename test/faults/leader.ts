import { systemClock } from '../../src/clock.ts';
import { openLog } from '../../src/http/request-log.ts';
import { openSigner } from '../../src/journal/note.ts';
import { startSequencer } from '../../src/journal/sequencer.ts';

// One instance's sequencer. Tells its parent how it stands.
const [url = '', anchorFile = '', round = '50'] = process.argv.slice(2);
const origin = 'journal.procura.test/2026';
const sequencer = startSequencer({
  ...{ source: { url }, clock: systemClock, log: openLog('silent'), origin, anchorFile },
  signers: [openSigner(origin, Buffer.alloc(32, 7))],
  pace: { round: Number(round), publish: Number(round) },
});
setInterval(() => process.send?.(sequencer.status()), 20);
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => void sequencer.stop().then(() => process.exit(0)));
