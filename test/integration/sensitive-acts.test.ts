import type { Browser, Shown } from '../support/browser.ts';
import { codeReceived, confirmNumber, takeMessages } from '../support/confirming.ts';
import { wordsOf } from '../support/counter.ts';
import { openProviderHouse } from '../support/provider-house.ts';
import { RelyingParty } from '../support/relying-party.ts';
import { josephine } from '../support/world.ts';

const house = await openProviderHouse();
const { world } = house;
const client = await world.client({ sensitiveActs: ['bank_details_change', 'payment'] });
const service = new RelyingParty(house, client);

function asking(...actions: string[]) {
  return { authorization_details: JSON.stringify([{ type: 'mandated-act', procedure: 'logement', actions }]) };
}

async function arrive({ confirmed = true }: { confirmed?: boolean } = {}) {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper, procedures: ['papiers', 'logement'] });
  const number = confirmed ? await confirmNumber(house, mandate.personId) : null;
  if (!confirmed) await house.db('contacts').where('person_id', mandate.personId).update({ confirmed_at: null });
  await takeMessages(house);
  return { helper, mandate, number, browser: await house.signedIn(helper) };
}

function give(browser: Browser, page: Shown, code: string): Promise<Shown> {
  return browser.submit(page, '/confirmation/code', { fields: { code }, until: (url) => service.isMine(url) });
}

test('the person reads out the code they alone received, and the service gets what it asked for', async () => {
  const { browser, helper, number } = await arrive();
  const page = await service.choose(browser, { changes: asking('read', 'bank_details_change'), procedure: 'logement' });
  expect(wordsOf(page)).toMatch(/Le message qu’elle reçoit dit\s: changer vos coordonnées bancaires/); // hers, not the helper’s who reads this
  const sent = await browser.submit(page, '/confirmation');
  expect(wordsOf(sent)).toContain('Le code est parti par SMS.');
  const [message] = await takeMessages(house);
  expect(message?.to).toBe(number);
  expect(message?.text).toContain('changer vos coordonnées bancaires');
  expect(message?.text).toContain(`Service : ${client.name}. ${helper.organisation.name} veut le faire pour vous.`);
  expect(message?.text).not.toMatch(/logement/i);
  const code = /code\s: (\d{6})/.exec(message?.text ?? '')?.[1] ?? '';
  expect(sent.text).not.toContain(code);
  const there = await give(browser, sent, code);
  const answer = await service.token({ code: new URL(there.location ?? '').searchParams.get('code') ?? '', verifier: service.verifier });
  expect(answer).toMatchObject({ status: 200 });
  expect(await service.userinfo(String(answer.body['access_token']))).toMatchObject({ status: 200 });
  expect(await house.events()).toMatchObject({ confirmation_asked: 1, act_confirmed: 1 });
});

(house.database.isServer ? test : test.skip)(
  'the code given twice at once is one use: both clicks lead to the service, and no refusal is left behind',
  async () => {
    const { browser } = await arrive();
    const page = await service.choose(browser, { changes: asking('payment'), procedure: 'logement' });
    const sent = await browser.submit(page, '/confirmation');
    const before = await house.events();
    const fields = { code: await codeReceived(house) };
    const click = () => browser.submit(sent, '/confirmation/code', { fields, until: () => true });
    const clicks = await Promise.all([click(), click()]);
    expect(clicks.map(({ status }) => status)).toEqual([303, 303]);
    expect(clicks[0].location).toBe(clicks[1].location);
    const after = await house.events();
    for (const [event, more] of [
      ['act_confirmed', 1],
      ['mandate_used', 1],
      ['confirmation_refused', 0],
    ] as const)
      expect([event, (after[event] ?? 0) - (before[event] ?? 0)]).toEqual([event, more]);
  },
);

test('what is not sensitive for this service asks nobody', async () => {
  const { browser } = await arrive();
  expect(await service.bring(browser, { changes: asking('read', 'address_change'), procedure: 'logement' })).toHaveProperty('code');
});

test('a choice sent past the page of the code goes no further', async () => {
  const { browser, mandate } = await arrive();
  const page = await service.choose(browser, { changes: asking('payment'), procedure: 'logement' });
  const [, uid = ''] = /interaction\/([\w-]+)/.exec(page.url) ?? [];
  const person = await browser.open(`${house.url}/interaction/${uid}?person=${mandate.personId}`);
  const again = await browser.submit(person, `/interaction/${uid}`, { fields: { mandateId: mandate.id, procedure: 'logement' } });
  expect(again.url).toContain('/confirmation?');
});

test('a wrong code is told at its field, the right one still works; after five wrong ones none does', async () => {
  const { browser } = await arrive();
  const page = await service.choose(browser, { changes: asking('payment'), procedure: 'logement' });
  const sent = await browser.submit(page, '/confirmation');
  const code = await codeReceived(house);
  const wrong = code === '000000' ? '111111' : '000000';
  const told = await give(browser, sent, wrong);
  expect({ status: told.status, words: wordsOf(told) }).toMatchObject({
    status: 422,
    words: expect.stringContaining('Ce n’est pas le code que la personne a reçu.') as string,
  });
  for (let time = 0; time < 4; time++) await give(browser, sent, wrong);
  expect(wordsOf(await give(browser, sent, code))).toContain('Ce code ne vaut plus');
  expect((await house.events())['confirmation_refused']).toBe(6);
});

test('a person without a confirmed number or address is shown the other way, and nothing is sent', async () => {
  const { browser } = await arrive({ confirmed: false });
  const page = await service.choose(browser, { changes: asking('payment'), procedure: 'logement' });
  const told = wordsOf(await browser.submit(page, '/confirmation'));
  expect(told).toContain('se connecter elle-même au service avec FranceConnect');
  expect(told).toContain('n’a confirmé aucun numéro ni aucune adresse');
  expect(await takeMessages(house)).toEqual([]);
});

test('of a number that another confirmed too, it is said so, neither that there is none nor whose it is; and nothing is sent', async () => {
  const { browser, helper, number } = await arrive();
  const other = await world.mandate({ helper, identity: { ...josephine, familyName: 'BLANC' } });
  await confirmNumber(house, other.personId, number ?? '');
  const page = await service.choose(browser, { changes: asking('payment'), procedure: 'logement' });
  const told = await browser.submit(page, '/confirmation');
  expect(wordsOf(told)).toContain('mais quelqu’un d’autre s’en sert aussi');
  expect(wordsOf(told)).not.toMatch(/aucun numéro|BLANC|Envoyer/);
  expect(told.text).not.toContain(number?.slice(-4));
  expect(await takeMessages(house)).toEqual([]);
  await house.db('contacts').where('person_id', other.personId).delete(); // the number is of one person in the tests that follow
});

test('what is no code is said so, and asks for nothing else', async () => {
  const { browser } = await arrive();
  const page = await service.choose(browser, { changes: asking('payment'), procedure: 'logement' });
  const sent = await browser.submit(page, '/confirmation');
  expect(wordsOf(await give(browser, sent, '12'))).toContain('Le code a six chiffres.');
});

test.each([
  ['shown', 'GET', ''],
  ['sent', 'POST', ''],
  ['taken', 'POST', '/code'],
])('no code is %s for a request that asks for nothing sensitive', async (_, method, step) => {
  const { browser, mandate } = await arrive();
  const page = await browser.open(service.request(asking('read')));
  const fields = { mandateId: mandate.id, procedure: 'logement', code: '123456' };
  const address = `${new URL(page.url).origin}${new URL(page.url).pathname}/confirmation${step}`;
  const _csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const answer = await (method === 'GET'
    ? browser.request(`${address}?${new URLSearchParams(fields)}`)
    : browser.request(address, { ...fields, _csrf }));
  expect(answer).toMatchObject({ status: 400, location: null });
  expect(await takeMessages(house)).toEqual([]);
});
