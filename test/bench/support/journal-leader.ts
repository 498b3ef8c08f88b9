import { systemClock } from '../../../src/clock.ts';
import { openLog } from '../../../src/http/request-log.ts';
import { startSequencer } from '../../../src/journal/sequencer.ts';
import { logSigner } from '../../support/receipts.ts';

// One instance's sequencer, as fast as the targets ask: `url anchorFile`. Tells its parent how it stands, when that changed.
const [url = '', anchorFile = ''] = process.argv.slice(2);
const sequencer = startSequencer({
  ...{ source: { url }, clock: systemClock, log: openLog('silent'), origin: logSigner.name, anchorFile },
  signers: [logSigner],
  pace: { round: 200, publish: 200 },
});
let told = '';
setInterval(() => {
  const status = sequencer.status();
  const said = `${status.state} ${status.size} ${status.publishedSize}`;
  if (said !== told) process.send?.(status);
  told = said;
}, 20);
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => void sequencer.stop().then(() => process.exit(0)));
