import { after, hour, systemClock } from '../../../src/clock.ts';
import { readConfig } from '../../../src/config.ts';
import { type Context, openContext } from '../../../src/context.ts';
import { atomically, migrate, openDatabase } from '../../../src/db/database.ts';
import { openKeptVault } from '../../../src/db/kept-key-store.ts';
import { openLog } from '../../../src/http/request-log.ts';
import { insertLink } from '../../../src/identity/store.ts';
import { openSource, startService } from '../../../src/service.ts';
import { newSecret } from '../../../src/vault.ts';
import { type TestHelper, World } from '../../support/world.ts';
import { answer } from './child.ts';
import { mandates, signedIn } from './crowd.ts';

/** So many organisations of so many helpers; so many of these will sign in. */
export interface TeamsPlan {
  readonly organisations: number;
  readonly helpers: number;
  readonly arriving: number;
}

/** Somebody about to sign in: the link in their mail, and the key in their telephone. */
export interface Arriving {
  readonly token: string;
  readonly totpSecret: string;
}

/** A manager who is signed in, and helpers of theirs, or of organisations of the same size, who are about to. */
export interface Teams {
  readonly cookies: Readonly<Record<string, string>>;
  readonly helperId: string;
  readonly arriving: readonly Arriving[];
}

const config = readConfig(process.env);

async function seed(plans: readonly TeamsPlan[]): Promise<Teams[]> {
  const { source, close } = await openSource(config);
  await migrate(source);
  const db = openDatabase(source);
  const vault = await openKeptVault(db, config.MASTER_KEY);
  const context = openContext(config, { db, clock: systemClock, log: openLog('silent'), vault });
  try {
    const world = await new World(context).begin();
    const teams: Teams[] = [];
    for (const plan of plans) teams.push(await teamsOf(context, world, plan));
    await db.raw('analyze');
    return teams;
  } finally {
    await context.db.destroy();
    await close();
  }
}

async function teamsOf(context: Context, world: World, plan: TeamsPlan): Promise<Teams> {
  const managers: TestHelper[] = [];
  const helpers: TestHelper[] = [];
  for (let n = 0; n < plan.organisations; n++) {
    const organisation = await world.organisation();
    managers.push(await world.helper({ organisation, role: 'manager' }));
    while (helpers.length < (n + 1) * plan.helpers) helpers.push(await world.helper({ organisation }));
  }
  const [manager, helper] = [managers[0], helpers[0]];
  if (!manager || !helper) throw new Error('nobody to look at');
  await mandates(context, helper, 10);
  const arriving: Arriving[] = [];
  for (const one of helpers.slice(0, plan.arriving)) arriving.push(await linkFor(context, one));
  return { cookies: await signedIn(context, manager), helperId: helper.id, arriving };
}

/** As if it had just come by mail; good for long enough to be measured. */
async function linkFor(context: Context, { id: helperId, totpSecret }: TestHelper): Promise<Arriving> {
  const { value, hash } = newSecret();
  await atomically(context, ({ tx, at }) => insertLink(tx, { tokenHash: hash, helperId, createdAt: at, expiresAt: after(at, hour) }));
  return { token: value, totpSecret };
}

answer({ seed, serve: async () => (await startService(config, openLog(config.LOG_LEVEL))).port });
