import { Browser, type Shown } from './browser.ts';
import { choose } from './sign-in.ts';
import type { IdentityHouse } from './upstream.ts';

export interface AtProConnect {
  readonly browser: Browser;
  readonly page: Shown;
}

/** Somebody on the way in by ProConnect, and where one can stop them. */
export function throughProConnect({ url, proConnectUrl, database }: IdentityHouse) {
  /** From the button to ProConnect's page; `tamper` may change the question on the way. */
  const atProConnect = async (browser = new Browser(), tamper: (question: URL) => void = () => undefined): Promise<AtProConnect> => {
    const start = await browser.open(`${url}/sign-in`);
    const sent = await browser.submit(start, '/sign-in/proconnect', { until: (address) => address.startsWith(proConnectUrl) });
    const question = new URL(sent.location ?? '');
    tamper(question);
    return { browser, page: await browser.open(question) };
  };
  /** ProConnect's answer, not delivered yet. */
  const answerFor = async (name: string, tamper?: (question: URL) => void): Promise<{ browser: Browser; callback: URL }> => {
    const { browser, page } = await atProConnect(new Browser(), tamper);
    const answer = await choose(browser, page, name, (address) => address.startsWith(`${url}/sign-in/proconnect/callback`));
    return { browser, callback: new URL(answer.location ?? '') };
  };
  /** What the last one who was not let in was told. */
  const lastRefusal = async (): Promise<string | undefined> => {
    const query = `select refusal from journal.entry_index where event = 'sign_in_refused' order by entry_id desc limit 1`;
    return (await database.asOwner<{ refusal: string }>(query)).rows[0]?.refusal;
  };
  return { atProConnect, answerFor, lastRefusal };
}
