import { atomically } from '../../src/db/database.ts';
import { translator } from '../../src/http/texts.ts';
import { readStopCode } from '../../src/mandates/keep-stop-code.ts';
import { newStopCode } from '../../src/mandates/stop-code.ts';
import { findMandate } from '../../src/mandates/store.ts';
import { findPerson } from '../../src/people/store.ts';
import { Browser } from '../support/browser.ts';
import { wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { htmlFaults } from '../support/valid-html.ts';

const house = await openHouse();
const { context, world, url } = house;

/** Keeps none of what it is given. */
class Forgetful extends Browser {
  override readonly cookies = new (class extends Map<string, string> {
    override set(): this {
      return this;
    }
  })();
}

async function arrive() {
  const mandate = await world.mandate({ helper: await world.helper() });
  const code = await atomically(context, async (work) => {
    const person = await findPerson(work.tx, work.vault, mandate.personId);
    return (person && (await readStopCode(work, { mandateId: mandate.id, person }))) ?? '';
  });
  return { code, isRunning: async () => (await findMandate(context.db, mandate.id))?.revokedAt === null };
}

const hiddenIn = (text: string) =>
  [...text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]);

const refusals = async () => Number((await context.db('journal.entry_index').where('event', 'stop_refused').count({ n: '*' }))[0]?.['n']);

test('a browser that keeps no cookie stops a mandate in the same two steps, in its language', async () => {
  const { code, isRunning } = await arrive();
  const browser = new Forgetful();
  const asked = await browser.submit(await browser.open(`${url}/stop?lang=tr`), '/stop', { fields: { stopCode: code } });
  expect(asked.text).toMatch(/<html lang="tr"/);
  expect(await isRunning()).toBe(true);
  const done = await browser.submit(asked, '/stop/revocation?lang=tr');
  expect(await isRunning()).toBe(false);
  expect([done.status, wordsOf(done)]).toEqual([200, expect.stringContaining(translator('tr')('person.stop.done.title'))]);
  expect(done.text).not.toContain('href="/stop/certificate.pdf"'); // which would lead nowhere
  expect(await htmlFaults(done.text)).toEqual([]);
  const [, ending = ''] = /action="(\/stop\/certificate\.pdf[^"]*)"/.exec(done.text) ?? [];
  const answer = await fetch(url + ending, { method: 'POST', body: new URLSearchParams(hiddenIn(done.text)) });
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
    200,
    'application/pdf',
    'no-store',
  ]);
  expect(
    Buffer.from(await answer.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  expect(browser.cookies.size).toBe(0);
});

test('the certificate is nobody’s without the code, nor with the code of what has not ended, nor for a page elsewhere', async () => {
  const { code, isRunning } = await arrive();
  const ask = (fields: Record<string, string>, said: Record<string, string> = {}) =>
    fetch(`${url}/stop/certificate.pdf`, { method: 'POST', headers: said, body: new URLSearchParams(fields) });
  await context.db('rate_limits').delete();
  const before = await refusals();
  expect((await ask({ stopCode: code })).status).toBe(404);
  expect((await ask({ stopCode: newStopCode() })).status).toBe(422);
  expect(await refusals()).toBe(before + 1);
  expect((await ask({})).status).toBe(403);
  const browser = new Browser();
  const asked = await browser.submit(await browser.open(`${url}/stop`), '/stop', { fields: { stopCode: code } });
  await browser.submit(asked, '/stop/revocation');
  expect(await isRunning()).toBe(false);
  expect((await ask({ stopCode: code }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await ask({ stopCode: code })).status).toBe(200);
});

test('so does one whose session ended while the code was typed, or that signed in meanwhile', async () => {
  for (const meanwhile of ['ended', 'renewed'] as const) {
    const { code, isRunning } = await arrive();
    const browser = new Browser();
    const page = await browser.open(`${url}/stop`);
    if (meanwhile === 'ended') await context.db('sessions').delete();
    else browser.cookies.delete('procura');
    if (meanwhile === 'renewed') await browser.open(`${url}/stop`);
    const asked = await browser.submit(page, '/stop', { fields: { stopCode: code } });
    await browser.submit(asked, meanwhile === 'ended' ? '/stop/revocation?lang=fr' : '/stop/revocation');
    expect([meanwhile, await isRunning()]).toEqual([meanwhile, false]);
  }
});

test('a page elsewhere stops nothing, not even with the code; and the yes alone, without code or session, neither', async () => {
  const { code, isRunning } = await arrive();
  for (const to of ['/stop', '/stop/revocation'])
    for (const said of [{ origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      const answer = await fetch(url + to, {
        method: 'POST',
        headers: said as Record<string, string>,
        body: new URLSearchParams({ stopCode: code }),
      });
      expect(answer.status).toBe(403);
    }
  const answer = await fetch(`${url}/stop/revocation`, { method: 'POST', body: new URLSearchParams({ _csrf: '' }) });
  expect([answer.status, await isRunning()]).toEqual([403, true]);
});

test('a code guessed at the second step is a guess like another: recorded, and counted', async () => {
  await context.db('rate_limits').delete();
  const before = await refusals();
  const guess = () => fetch(`${url}/stop/revocation`, { method: 'POST', body: new URLSearchParams({ stopCode: newStopCode() }) });
  const statuses = [];
  for (let n = 0; n <= 10; n++) statuses.push((await guess()).status);
  expect(statuses).toEqual([...Array<number>(10).fill(422), 429]);
  expect(await refusals()).toBe(before + 10);
});

test('who comes from where three hundred others just came stops a mandate all the same', async () => {
  const { code, isRunning } = await arrive();
  const came = await Promise.all(Array.from({ length: 301 }, () => new Browser().request(`${url}/me/sign-in`)));
  expect(came.map(({ status }) => status)).toContain(429);
  const browser = new Browser();
  const asked = await browser.submit(await browser.open(`${url}/stop`), '/stop', { fields: { stopCode: code } });
  await browser.submit(asked, '/stop/revocation?lang=fr');
  expect(await isRunning()).toBe(false);
});
