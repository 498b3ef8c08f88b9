import type { TestStaff } from '../support/appointed.ts';
import type { Visitor } from '../support/chromium.ts';
import type { House } from '../support/house.ts';
import { signedInCookie } from '../support/staff.ts';
import type { TestHelper } from '../support/world.ts';

/** A visitor who proved both factors just now: for walks about what comes after. */
export async function signedIn(
  visitor: Visitor,
  house: House,
  who: TestStaff & Partial<Pick<TestHelper, 'organisation'>>,
): Promise<Visitor> {
  const [name = '', value = ''] = (await signedInCookie(house.context, who)).split('=');
  await visitor.page.context().addCookies([{ name, value, url: house.url }]);
  return visitor;
}
