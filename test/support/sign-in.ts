import { Browser, type Shown } from './browser.ts';
import { freshCode } from './staff.ts';
import type { IdentityHouse } from './upstream.ts';
import { homes } from '../../src/identity/return-to.ts';
import type { TestStaff } from './appointed.ts';

/** Asks for a link by mail and returns what is in the mailbox: the link, or null. */
export async function askForLink(house: IdentityHouse, browser: Browser, email: string): Promise<string | null> {
  await browser.submit(await browser.open(`${house.url}/sign-in`), '/sign-in/link', { fields: { email } });
  const mails = await house.takeMessages();
  return /https?:\S+\/sign-in\/link\/\S+/.exec(mails.map(({ text }) => text).join('\n'))?.[0] ?? null;
}

/** Opens the link and presses its button: the first factor. */
export async function redeemLink(browser: Browser, link: string): Promise<Shown> {
  return browser.submit(await browser.open(link), new URL(link).pathname);
}

/** The way in by mail, up to the page that asks for the second factor. */
export async function firstFactor(house: IdentityHouse, helper: TestStaff): Promise<{ browser: Browser; page: Shown }> {
  const browser = new Browser();
  const link = await askForLink(house, browser, helper.email);
  if (link === null) throw new Error(`${helper.email} got no link`);
  return { browser, page: await redeemLink(browser, link) };
}

/** Gives a code on the page that asks for one. */
export function giveCode(browser: Browser, page: Shown, code: string): Promise<Shown> {
  return browser.submit(page, '/second-factor', { fields: { code } });
}

/** The whole way in, by mail. */
export async function signIn(house: IdentityHouse, helper: TestStaff): Promise<Browser> {
  const { browser, page } = await firstFactor(house, helper);
  const home = await giveCode(browser, page, freshCode(house.clock, helper));
  if (home.url !== house.url + homes[helper.duty]) throw new Error(`not signed in, but ${String(home.status)} at ${home.url}`);
  return browser;
}

/** Chooses who to be on a simulator's page, by name; stops in front of `until`. */
export function choose(browser: Browser, page: Shown, name: string, until?: (url: string) => boolean): Promise<Shown> {
  const account = new RegExp(`name="account" value="([^"]*)"[^>]*><strong>${name}<`).exec(page.text)?.[1];
  if (account === undefined) throw new Error(`${name} is not offered at ${page.url}`);
  return browser.submit(page, '', { fields: { account }, ...(until && { until }) });
}
