import { appointOperator, type TestStaff } from './appointed.ts';
import { Browser, type Shown } from './browser.ts';
import type { House } from './house.ts';
import { signedInCookie } from './staff.ts';

/** A browser in which somebody with an account has just given both factors. */
export async function browserOf(house: House, who: TestStaff): Promise<Browser> {
  const browser = new Browser();
  const [name = '', value = ''] = (await signedInCookie(house.context, who)).split('=');
  browser.cookies.set(name, value);
  return browser;
}

/** An operator at work, with the house's real pages. */
export async function operatorAt(house: House) {
  const operator = await appointOperator(house.context);
  const browser = await browserOf(house, operator);
  const open = (path: string): Promise<Shown> => browser.open(house.url + path);
  return {
    ...{ operator, browser, open },
    /** Sends the form of a page that posts to where `action` ends. */
    send: async (path: string, action: string, fields: Record<string, string> = {}): Promise<Shown> =>
      browser.submit(await open(path), action, { fields }),
  };
}
