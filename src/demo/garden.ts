import { join } from 'node:path';
import type { Config } from '../config.ts';
import { issuerPath } from '../provider/claims.ts';
import { openVault } from '../vault.ts';
import { startFranceConnect } from './franceconnect.ts';
import { startInbox } from './inbox.ts';
import type { Listening } from './listen.ts';
import { startProConnect } from './proconnect.ts';
import { demoSecret, hubId, serviceId } from './seed-clients.ts';
import { startService } from './service.ts';
import { type PortName, portSettings, type DemoSettings, sitesOf } from './settings.ts';

/** One of the sites around Procura. */
export interface Site {
  readonly name: string;
  readonly url: string;
  start(): Promise<Pick<Listening, 'close'>>;
}
