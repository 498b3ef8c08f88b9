import { randomUUID } from 'node:crypto';
import { Browser, type Shown } from './browser.ts';
import { choose, signIn } from './sign-in.ts';
import type { IdentityHouse } from './upstream.ts';
import type { TestHelper } from './world.ts';

export interface AtFranceConnect {
  readonly helper: TestHelper;
  readonly browser: Browser;
  readonly page: Shown;
  readonly draftId: string;
}

/** A person who signs in at FranceConnect beside a helper, on the helper's browser. */
export function besideAHelper(house: IdentityHouse) {
  /** A helper who signed in has just handed over; `tamper` may change the question on the way. */
  const handOver = async (tamper: (question: URL) => void = () => undefined): Promise<AtFranceConnect> => {
    const [helper, draftId] = [await house.world.helper(), randomUUID()];
    const browser = await signIn(house, helper);
    const question = new URL((await browser.request(`${house.url}/drafts/${draftId}/identification`)).location ?? '');
    tamper(question);
    return { helper, browser, draftId, page: await browser.open(question) };
  };
  /** FranceConnect's answer, not delivered yet. */
  const answerOf = async (name: string, tamper?: (question: URL) => void): Promise<AtFranceConnect & { callback: URL }> => {
    const begun = await handOver(tamper);
    const answer = await choose(begun.browser, begun.page, name, (address) => address.startsWith(`${house.url}/identification/callback`));
    return { ...begun, callback: new URL(answer.location ?? '') };
  };
  /** Whether the browser still holds somebody's session at FranceConnect. */
  const isSignedInThere = async ({ browser, draftId }: AtFranceConnect): Promise<boolean> => {
    const question = new URL((await browser.request(`${house.url}/drafts/${draftId}/identification`)).location ?? '');
    question.searchParams.delete('prompt');
    const answer = await browser.open(question, { until: (address) => address.startsWith(house.url) });
    return answer.location !== null;
  };
  return { handOver, answerOf, isSignedInThere };
}
