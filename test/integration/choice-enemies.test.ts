import { setTimeout } from 'node:timers/promises';
import { atomically } from '../../src/db/database.ts';
import { revokeMandate } from '../../src/mandates/revoke-mandate.ts';
import { disableClient } from '../../src/provider/disable-client.ts';
import { Browser, type Shown } from '../support/browser.ts';
import { openProviderHouse } from '../support/provider-house.ts';
import { RelyingParty } from '../support/relying-party.ts';
import { josephine } from '../support/world.ts';

const house = await openProviderHouse();
const { world } = house;
const service = new RelyingParty(house, await world.client());
const race = house.database.isServer ? test : test.skip; // the embedded engine has one session: nothing races there
const until = (url: string) => service.isMine(url);

async function arrive(identity = josephine) {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper, procedures: ['papiers', 'logement'], identity });
  const browser = await house.signedIn(helper);
  const list = await browser.open(service.request());
  const page = await browser.open(new URL(/href="([^"]*\?person=[^"]*)"/.exec(list.text)?.[1] ?? '', list.url));
  return { helper, mandate, browser, list, page, action: new URL(page.url).pathname };
}

const uses = async () => Number((await house.db('uses').count({ n: '*' }))[0]?.['n']);
const send = (browser: Browser, page: Shown, fields: Record<string, string> = {}) =>
  browser.submit(page, new URL(page.url).pathname, { fields, until });

type Fields = Record<string, string>;
const someone = async () => (await world.mandate({ helper: await world.helper(), procedures: ['logement'] })).id;
const choices: readonly (readonly [what: string, fields: () => Promise<Fields> | Fields, status: number])[] = [
  ['no mandate', () => ({ mandateId: '' }), 400],
  ['a mandate that is no id', () => ({ mandateId: "1' or 1=1" }), 400],
  ['a mandate that is not', () => ({ mandateId: '7d3c8b3e-3f57-4c55-9a7e-0f1b8f6f2f11' }), 404],
  ['another organisation’s mandate', async () => ({ mandateId: await someone() }), 404],
  ['a procedure that is not', () => ({ procedure: 'divorce' }), 400],
  ['a procedure the mandate does not cover', () => ({ procedure: 'argent' }), 403],
  ['a procedure the service is not registered for', () => ({ procedure: 'justice' }), 403],
];

test.each(choices)('%s is not taken up', async (_what, fields, status) => {
  const { browser, page } = await arrive();
  const before = await uses();
  const answer = await send(browser, page, await fields());
  expect(answer).toMatchObject({ status, location: null });
  expect(await uses()).toBe(before);
});

test('a procedure the service may have, but did not ask for this time, is not taken up', async () => {
  const { browser } = await arrive();
  const before = await uses();
  const changes = { authorization_details: JSON.stringify([{ type: 'mandated-act', procedure: 'logement' }]) };
  expect(await service.choose(browser, { changes, procedure: 'papiers' })).toMatchObject({ status: 403, location: null });
  expect(await uses()).toBe(before);
  expect((await service.choose(browser, { changes, procedure: 'logement' })).location).toContain('code=');
});

test('a refused choice is recorded, says why, and the service still waits', async () => {
  const { browser, page, mandate, helper } = await arrive();
  const answer = await send(browser, page, { procedure: 'argent' });
  expect(answer.text).toContain('Démarche non prévue');
  const [entry] = await house.db('journal.entry_index').where({ event: 'use_refused', mandate_id: mandate.id });
  expect(entry).toMatchObject({ refusal: 'procedure_not_covered', person_id: mandate.personId, helper_id: helper.id, procedure: 'argent' });
  expect((await send(browser, await browser.open(page.url))).location).toContain('code=');
});

test('a mandate revoked while the page was open is refused', async () => {
  const { browser, page, mandate, helper } = await arrive();
  await atomically(house, (work) =>
    revokeMandate(work, { mandateId: mandate.id, helper, organisationId: helper.organisation.id, procedure: null, channel: 'orally' }),
  );
  const answer = await send(browser, page);
  expect(answer.status).toBe(403);
  expect(answer.text).toContain('Ce mandat a pris fin');
});

test('a service that is disabled while the page is open gets no choice, whatever is remembered of it', async () => {
  const { mandate, browser } = await arrive();
  const party = new RelyingParty(house, await world.client());
  const list = await browser.open(party.request());
  await atomically(house, (work) => disableClient(work, party.client.id));
  const before = await uses();
  expect(await party.chooseFrom(browser, list)).toMatchObject({ status: 403, location: null });
  expect(await uses()).toBe(before);
  const [entry] = await house.db('journal.entry_index').where({ event: 'use_refused', mandate_id: mandate.id });
  expect(entry).toMatchObject({ refusal: 'client_disabled', client_id: party.client.id });
});

test('a service that expects one person is told of no other', async () => {
  const { browser, page } = await arrive();
  const code = new URL((await send(browser, page)).location ?? '').searchParams.get('code') ?? '';
  const hint = String((await service.token({ code, verifier: service.verifier })).body['id_token']);
  const expecting = (party: Browser) => service.choose(party, { changes: { id_token_hint: hint } });
  expect((await expecting(browser)).location).toContain('code=');
  const elsewhere = await arrive({ ...josephine, familyName: 'AUTRE', email: 'autre@example.fr' });
  const before = await uses();
  const refused = await expecting(elsewhere.browser);
  expect(refused).toMatchObject({ status: 403, location: null });
  expect(refused.text).toContain('Le service attend une autre personne');
  const bySub = await service.choose(elsewhere.browser, { changes: { claims: '{"id_token":{"sub":{"value":"nobody"}}}' } });
  expect(bySub.status).toBe(403);
  expect(await uses()).toBe(before);
});

race.each([
  ['the way back, twice', 'abandonment', 'error'],
  ['the choice of another tab, then the way back', 'choice', 'code'],
])('of two answers at once the first stands, and both lead to the service: %s', async (_, first, given) => {
  const { browser, page, action, mandate } = await arrive();
  const _csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const abandon = () => browser.request(`${house.url}${action}/abandonment`, { _csrf });
  const choose = () => browser.request(page.url, { _csrf, mandateId: mandate.id, procedure: 'logement' });
  let clicks: Promise<Shown>[] = [];
  await house.db.transaction(async (tx) => {
    await tx.raw(`select from oidc_payloads where model = 'Interaction' and consumed_at is null for update`);
    clicks = [first === 'choice' ? choose() : abandon()];
    await setTimeout(300);
    clicks.push(abandon());
    await setTimeout(300);
  });
  const [one, other] = await Promise.all(clicks);
  expect([one?.status, other?.status, other?.location]).toEqual([303, 303, one?.location]);
  expect((await browser.request(other?.location ?? '')).location).toContain(`${given}=`);
});
