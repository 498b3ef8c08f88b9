import { atomically } from '../../src/db/database.ts';
import { giveReason } from '../../src/supervision/give-reason.ts';
import { appointSupervisor, type TestStaff } from './appointed.ts';
import { Browser, type Shown } from './browser.ts';
import type { House } from './house.ts';
import { signedInCookie } from './staff.ts';

/** A supervisor at their browser. */
export interface TestSupervisor {
  readonly staff: TestStaff;
  readonly territories: readonly string[];
  readonly browser: Browser;
  readonly csrf: string;
}

/** Why supervisors of tests look. */
export const stated = { purpose: 'complaint', caseReference: 'PL-2026-114', reason: 'Plainte de sa fille du 3 mars.' } as const;

/** What supervisors do in a house, page by page. */
export function supervisingIn({ context, url }: Pick<House, 'context' | 'url'>) {
  const post = ({ browser, csrf }: TestSupervisor, path: string, fields: Record<string, string> = {}): Promise<Shown> =>
    browser.request(url + path, { _csrf: csrf, ...fields });
  return {
    post,
    open: ({ browser }: TestSupervisor, path: string): Promise<Shown> => browser.open(url + path),
    enter: async (...territories: string[]): Promise<TestSupervisor> => {
      const staff = await appointSupervisor(context, ...territories);
      const browser = new Browser();
      const [name = '', value = ''] = (await signedInCookie(context, staff)).split('=');
      browser.cookies.set(name, value);
      const csrf = /name="_csrf" value="([^"]+)"/.exec((await browser.open(`${url}/factors`)).text)?.[1] ?? '';
      return { staff, territories, browser, csrf };
    },
    give: ({ staff, territories }: TestSupervisor): Promise<void> =>
      atomically(context, (work) => giveReason(work, { ...stated, supervisor: { helper: staff, territories } })),
    /** Searches for a person and reads the results. */
    look: async (who: TestSupervisor, identity: Record<string, string>): Promise<Shown> => {
      const asked = await post(who, '/supervision/journal', identity);
      expect(asked.location).toMatch(/\/supervision\/journal\/searches\/[0-9a-f-]{36}$/);
      return who.browser.open(asked.location ?? '');
    },
  };
}
