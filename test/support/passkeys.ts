import { Authenticator } from './authenticator.ts';
import type { Browser, Shown } from './browser.ts';

/** What the page's button would have the authenticator answer. */
export function questionOf(page: Shown): { challenge: string } {
  const [, question] = /data-question="([^"]*)"/.exec(page.text) ?? [];
  if (question === undefined) throw new Error(`no passkey is asked for at ${page.url} (${String(page.status)})`);
  return JSON.parse(question.replaceAll('&quot;', '"').replaceAll('&amp;', '&')) as { challenge: string };
}

/** Registers a new authenticator from the account page. */
export async function registerPasskey(browser: Browser, url: string, name = 'Clé bleue'): Promise<Authenticator> {
  const authenticator = new Authenticator(new URL(url).origin);
  const page = await browser.open(`${url}/account/passkeys/new`);
  const next = await browser.submit(page, '/account/passkeys', {
    fields: { name, credential: authenticator.create(questionOf(page)) },
  });
  if (next.status !== 200) throw new Error(`the passkey was not registered: ${String(next.status)} at ${next.url}`);
  return authenticator;
}
