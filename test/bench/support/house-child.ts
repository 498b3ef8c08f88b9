import { systemClock } from '../../../src/clock.ts';
import { readConfig } from '../../../src/config.ts';
import { type Context, openContext } from '../../../src/context.ts';
import { migrate, openDatabase } from '../../../src/db/database.ts';
import { openKeptVault } from '../../../src/db/kept-key-store.ts';
import { openLog } from '../../../src/http/request-log.ts';
import { listEntries } from '../../../src/journal/store.ts';
import { listUsesOfMandate } from '../../../src/mandates/use-store.ts';
import { openSource, startService } from '../../../src/service.ts';
import { World } from '../../support/world.ts';
import { answer } from './child.ts';
import { benchClients, redirectUri } from './clients.ts';
import { atHome, entries, mandates, signedIn, uses } from './crowd.ts';
import { countRoundTrips, readMeter } from './meter.ts';

/** Who is to be there before the service opens. */
export interface CounterPlan {
  readonly people: number;
  /** Past uses of the first person's mandate. */
  readonly uses?: number;
  readonly entries?: number;
  /** Whether a mandate is being prepared too. */
  readonly drafts?: true;
}

/** A helper who is signed in, and where their pages are. */
export interface Counter {
  readonly cookies: Readonly<Record<string, string>>;
  readonly mandateId: string;
  readonly draftId: string;
  readonly identifiedDraftId: string;
}

/** A person who is signed in, and where their pages are. */
export interface Home {
  readonly cookies: Readonly<Record<string, string>>;
  readonly mandateId: string;
  /** In the middle of the history. */
  readonly useId: string;
  readonly entryId: string;
}

const config = readConfig(process.env);

/** Fills the database, and closes it again: what is measured is the service alone. */
async function seed<Plan, Made>(
  plans: readonly Plan[],
  make: (context: Context, world: World, plan: Plan) => Promise<Made>,
): Promise<Made[]> {
  const { source, close } = await openSource(config);
  await migrate(source);
  const db = openDatabase(source);
  const context = openContext(config, {
    db,
    clock: systemClock,
    log: openLog('silent'),
    vault: await openKeptVault(db, config.MASTER_KEY),
  });
  try {
    const world = await new World(context).begin();
    await registerClients(world);
    const made: Made[] = [];
    for (const plan of plans) made.push(await make(context, world, plan));
    await db.raw('analyze');
    return made;
  } finally {
    await context.db.destroy();
    await close();
  }
}

async function registerClients(world: World): Promise<void> {
  for (const { id, dialect, authentication, secret } of benchClients) {
    await world.client({
      ...{ id, dialect, authentication, secret, redirectUris: [redirectUri], postLogoutRedirectUris: [] },
      ...(dialect === 'hub' && { delegationMode: 'hub', procedures: [] }),
    });
  }
}

async function counter(context: Context, world: World, plan: CounterPlan): Promise<Counter> {
  const helper = await world.helper();
  const [first] = await mandates(context, helper, plan.people);
  if (first && plan.uses) await uses(context, first, helper, plan.uses);
  if (plan.entries) await entries(context, helper, plan.entries);
  const draft = plan.drafts && (await world.draft({ helper }));
  const identified = plan.drafts && (await world.identify(await world.draft({ helper }), { helper }));
  const ids = { mandateId: first?.id ?? '', draftId: draft?.id ?? '', identifiedDraftId: identified?.id ?? '' };
  return { cookies: await signedIn(context, helper), ...ids };
}

/** A person with so many past uses of one mandate. */
async function home(context: Context, world: World, past: number): Promise<Home> {
  const helper = await world.helper();
  const [running] = await mandates(context, helper, 1);
  if (!running) throw new Error('no mandate');
  await uses(context, running, helper, past);
  const newest = { limit: past / 2 + 1 };
  const middle = {
    useId: (await listUsesOfMandate(context.db, running.id, newest)).at(-1)?.id ?? '',
    entryId: (await listEntries(context.db, { personId: running.personId }, newest)).at(-1)?.entryId ?? '',
  };
  return { cookies: await atHome(context, running.personId), mandateId: running.id, ...middle };
}

countRoundTrips();
answer({
  seed: (plans: readonly CounterPlan[]) => seed(plans, counter),
  seedHomes: (plans: readonly number[]) => seed(plans, home),
  serve: async () => (await startService(config, openLog(config.LOG_LEVEL))).port,
  meter: readMeter,
});
