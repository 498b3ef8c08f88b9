import { type BenchClient, newRequest, redemption, redirectUri } from './clients.ts';
import { type Answer, Visitor } from './http.ts';

/** One whole sign-in; throws when anything in it is not as it should be. */
export type SignIn = (worker: number) => Promise<void>;

/** Delegated, by a helper who is signed in: authorize, choose the person, the procedure, confirm, token, userinfo. */
export function delegated(url: string, cookies: readonly Readonly<Record<string, string>>[], client: BenchClient): SignIn {
  return async (worker) => {
    const browser = new Visitor(url, cookies[worker % cookies.length]);
    const { query, verifier } = newRequest(client);
    const begun = expect(await browser.get(`/oidc/authorize?${query}`), 303);
    const list = expect(await browser.get(begun.location), 200);
    const people = [...list.text.matchAll(/href="([^"]*\?person=[^"]*)"/g)];
    const page = expect(await browser.get(people[Math.floor(Math.random() * people.length)]?.[1] ?? '/nobody'), 200);
    const answered = expect(await browser.post(begun.location, firstChoice(page.text)), 303);
    await redeem(browser, { answered, client, verifier });
  };
}

/** The library's own flow, by nobody in particular: authorize, the page and its button, resume, token, userinfo. */
export function bare(url: string, client: BenchClient): SignIn {
  return async () => {
    const browser = new Visitor(url);
    const { query, verifier } = newRequest(client);
    const begun = expect(await browser.get(`/oidc/authorize?${query}`), 303);
    expect(await browser.get(begun.location), 200);
    await redeem(browser, { answered: expect(await browser.post(begun.location, 'account=somebody'), 303), client, verifier });
  };
}

async function redeem(
  browser: Visitor,
  { answered, client, verifier }: { readonly answered: Answer; readonly client: BenchClient; readonly verifier: string },
): Promise<void> {
  const resumed = expect(await browser.get(answered.location), 303);
  const code = new URL(resumed.location).searchParams.get('code');
  if (!resumed.location.startsWith(redirectUri) || !code) throw new Error(`no code in ${resumed.location}`);
  const service = new Visitor(browser.origin);
  const { body, headers } = redemption(client, code, verifier);
  const tokens = JSON.parse(expect(await service.post('/oidc/token', body, headers), 200).text) as Record<string, string>;
  if (!tokens['id_token']) throw new Error('no id_token');
  const told = expect(await service.get('/oidc/userinfo', { authorization: `Bearer ${tokens['access_token'] ?? ''}` }), 200);
  if (!told.text.includes('given_name')) throw new Error(`nobody is named: ${told.text}`);
}

/** The fields of the first form that chooses a procedure. */
function firstChoice(html: string): string {
  const form = [...html.matchAll(/<form[\s\S]*?<\/form>/g)].find(([text]) => text.includes('name="mandateId"'))?.[0] ?? '';
  const fields = [...form.matchAll(/name="([^"]*)" value="([^"]*)"/g)].map(([, name = '', value = '']): [string, string] => [name, value]);
  return new URLSearchParams(fields).toString();
}

function expect(answer: Answer, status: number): Answer {
  if (answer.status === status) return answer;
  throw new Error(`${answer.status} instead of ${status}: ${answer.location} ${answer.text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')}`);
}
