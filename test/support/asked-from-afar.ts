import { Browser, type Shown } from './browser.ts';
import { Counter } from './counter.ts';
import type { House } from './house.ts';
import { choose } from './sign-in.ts';

export const josephine = 'Joséphine Marie ST-PIERRE';

/** A helper who asked somebody from afar: their waiting page, and what arrived. */
export async function askFromAfar(house: House, fields: Record<string, string> = {}, address = 'josephine@example.fr') {
  const counter = new Counter(house, await house.world.helper());
  await counter.signIn();
  const draft = await counter.draft(fields);
  const asking = await counter.browser.open(`${draft.url}/request`);
  const waiting = await counter.browser.submit(asking, '/request', { fields: { address } });
  const [message] = await house.takeMessages();
  const link = /https?:\S+\/requests\/[\w-]{43}/.exec(message?.text ?? '')?.[0] ?? '';
  return { counter, draft, waiting, message, link };
}

/** The person opens the link on their own device and identifies themself. */
export async function arrive(
  link: string,
  { person = josephine, browser = new Browser() } = {},
): Promise<{ browser: Browser; page: Shown }> {
  const door = await browser.open(link);
  return { browser, page: await choose(browser, await browser.submit(door, new URL(link).pathname), person) };
}
