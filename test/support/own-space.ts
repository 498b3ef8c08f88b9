import { randomBytes } from 'node:crypto';
import { after, hour } from '../../src/clock.ts';
import { atomically, type WorkNeeds } from '../../src/db/database.ts';
import { insertSession } from '../../src/http/store.ts';
import { listEntries } from '../../src/journal/store.ts';
import { hashSecret } from '../../src/vault.ts';
import { Browser, type Shown } from './browser.ts';
import { choose } from './sign-in.ts';

/** A person enters their own space through FranceConnect, as the demonstration's people do. */
export async function enter(
  { url }: { readonly url: string },
  name: string,
  { browser = new Browser(), ownDevice = false }: { readonly browser?: Browser; readonly ownDevice?: boolean } = {},
): Promise<{ readonly browser: Browser; readonly page: Shown }> {
  const door = await browser.open(`${url}/me/sign-in`);
  const there = await browser.submit(door, '/me/sign-in', { fields: ownDevice ? { device: 'on' } : {} });
  return { browser, page: await choose(browser, there, name) };
}

/** The browser of a person who is signed in already: for tests about what comes after. */
export async function atHome(needs: WorkNeeds, personId: string): Promise<Browser> {
  const [browser, id] = [new Browser(), randomBytes(32).toString('base64url')];
  await atomically(needs, ({ tx, at }) =>
    insertSession(tx, {
      ...{ idHash: hashSecret(id), helperId: null, personId, organisationId: null, returnTo: null, language: null, idleMinutes: null },
      ...{ firstFactorAt: null, secondFactorAt: null, createdAt: at, seenAt: at, expiresAt: after(at, 12 * hour) },
    }),
  );
  browser.cookies.set('procura', id);
  return browser;
}

/** What the journal says of a person, oldest first: `event`, or `event: refusal`. */
export async function entriesOfPerson({ db }: Pick<WorkNeeds, 'db'>, personId: string): Promise<string[]> {
  const entries = await listEntries(db, { personId }, { limit: 100 });
  return entries.map(({ event, refusal }) => (refusal === null ? event : `${event}: ${refusal}`)).reverse();
}
