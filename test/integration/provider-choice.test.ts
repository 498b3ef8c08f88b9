import { minute } from '../../src/clock.ts';
import { setExclusions } from '../../src/organisations/exclusion-store.ts';
import { sweepPayloads } from '../../src/provider/sweep.ts';
import { openProviderHouse } from '../support/provider-house.ts';
import { RelyingParty } from '../support/relying-party.ts';
import { josephine } from '../support/world.ts';

const house = await openProviderHouse();
const { world } = house;
const service = new RelyingParty(house, await world.client({ procedures: ['logement', 'argent'] }));
const asking = (procedure: string) => ({ authorization_details: JSON.stringify([{ type: 'mandated-act', procedure, actions: ['read'] }]) });
const buttons = (text: string) => [...text.matchAll(/Continuer pour «\u00a0([^»]*)\u00a0»/g)].map(([, title]) => title);

test('only people with a mandate for what the service may ask are offered', async () => {
  const helper = await world.helper();
  await world.mandate({ helper, procedures: ['logement'] });
  await world.mandate({ helper, procedures: ['justice'], identity: { ...josephine, givenName: 'Camille', familyName: 'PETIT' } });
  const page = await (await house.signedIn(helper)).open(service.request());
  expect(page.text).toContain('Joséphine');
  expect(page.text).not.toContain('Camille');
});

test('another organisation’s people are not', async () => {
  await world.mandate({ helper: await world.helper(), procedures: ['logement'], identity: { ...josephine, familyName: 'AILLEURS' } });
  const page = await (await house.signedIn(await world.helper())).open(service.request());
  expect(page.text).not.toContain('AILLEURS');
  expect(page.text).toContain('Personne n’a donné à votre structure de mandat');
});

test('a colleague takes up a mandate, and the journal names the colleague', async () => {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper, procedures: ['logement'] });
  const colleague = await world.helper({ organisation: helper.organisation });
  await service.bring(await house.signedIn(colleague));
  const [entry] = await house.db('journal.entry_index').where({ event: 'mandate_used', mandate_id: mandate.id });
  expect(entry).toMatchObject({
    helper_id: colleague.id,
    person_id: mandate.personId,
    client_id: service.client.id,
    procedure: 'logement',
  });
});

test('of several procedures, those asked for are offered, no other', async () => {
  const helper = await world.helper();
  await world.mandate({ helper, procedures: ['logement', 'argent', 'justice'] });
  const browser = await house.signedIn(helper);
  const titlesOf = async (changes: Record<string, string>) => {
    const list = await browser.open(service.request(changes));
    return buttons((await browser.open(new URL(/href="([^"]*\?person=[^"]*)"/.exec(list.text)?.[1] ?? '', list.url))).text);
  };
  expect(await titlesOf({})).toEqual(['Argent, impôts, consommation', 'Logement']);
  expect(await titlesOf(asking('argent'))).toEqual(['Argent, impôts, consommation']);
  expect(await titlesOf(asking('Argent-Impots-Consommation'))).toEqual(['Argent, impôts, consommation']);
});

test('a procedure the organisation excludes is refused by its name', async () => {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper, procedures: ['logement', 'argent'] });
  const restricted = { procedures: ['argent'], at: new Date('2026-11-02T09:00:00Z') };
  await house.db.transaction((tx) => setExclusions(tx, helper.organisation.id, restricted));
  const browser = await house.signedIn(helper);
  const page = await browser.open(service.request(asking('argent')));
  expect(page.text).toContain('Argent, impôts, consommation. Votre structure a choisi de ne pas faire ces démarches');
  expect(page.text).toContain('depuis le 2 novembre 2026');
  const list = await browser.open(service.request());
  expect(list.text).toContain('ne peuvent pas servir ici');
  const one = await browser.open(new URL(/href="([^"]*\?person=[^"]*)"/.exec(list.text)?.[1] ?? '', list.url));
  expect(buttons(one.text)).toEqual(['Logement']);
  const answer = await browser.submit(one, new URL(one.url).pathname, { fields: { procedure: 'argent' } });
  expect(answer.text).toContain('Démarche\u00a0: Argent, impôts, consommation');
  const [entry] = await house.db('journal.entry_index').where({ event: 'use_refused', mandate_id: mandate.id });
  expect(entry).toMatchObject({ refusal: 'procedure_excluded_by_organisation' });
});

test('forty people: twenty a page, and a search that finds one', async () => {
  const helper = await world.helper();
  const names = Array.from({ length: 40 }, (_, number) => `Prénom${String(number).padStart(2, '0')}`);
  for (const givenName of names)
    await world.mandate({ helper, procedures: ['logement'], identity: { ...josephine, givenName, email: `${givenName}@example.fr` } });
  const browser = await house.signedIn(helper);
  const first = await browser.open(service.request());
  const shown = (text: string) => new Set([...text.matchAll(/Prénom\d\d/g)].map(([name]) => name));
  const second = await browser.open(`${first.url}?page=2`);
  expect([shown(first.text).size, shown(second.text).size, new Set([...shown(first.text), ...shown(second.text)]).size]).toEqual([
    20, 20, 40,
  ]);
  expect(first.text).toContain('rel="next"');
  expect(second.text).toContain('rel="prev"');
  expect([...shown((await browser.open(`${first.url}?q=prenom17`)).text)]).toEqual(['Prénom17']);
  expect((await browser.open(`${first.url}?q=nobody`)).text).toContain('Personne ne correspond');
  for (const query of ['page=-1', 'page=x', 'person=x', 'q=%00', `q=${'a'.repeat(5_000)}`, 'q[]=1']) {
    expect((await browser.open(`${first.url}?${query}`)).status).toBe(200);
  }
}, 60_000);

test('a journal that cannot be written: 503, and nothing happened', async () => {
  const helper = await world.helper();
  await world.mandate({ helper, procedures: ['logement'] });
  const browser = await house.signedIn(helper);
  const brought = await service.bring(browser);
  const list = await browser.open(service.request());
  const page = await browser.open(new URL(/href="([^"]*\?person=[^"]*)"/.exec(list.text)?.[1] ?? '', list.url));
  const counted = async () => (await house.db('uses').count({ n: '*' }))[0];
  const before = await counted();
  await house.database.asOwner('revoke insert on journal.entries from procura_app');
  try {
    expect(await browser.submit(page, new URL(page.url).pathname)).toMatchObject({ status: 503 });
    expect(await counted()).toEqual(before);
    expect(await service.token(brought)).toMatchObject({ status: 503, body: { error: 'temporarily_unavailable' } });
  } finally {
    await house.database.asOwner('grant insert (at, event, mandate_ref, mandate_n, leaf) on journal.entries to procura_app');
  }
});

test('what ran out is forgotten', async () => {
  const helper = await world.helper();
  await world.mandate({ helper, procedures: ['logement'] });
  await service.bring(await house.signedIn(helper));
  house.clock.forward(31 * minute);
  await sweepPayloads(house);
  expect(await house.db('oidc_payloads').select('model')).toEqual([]);
});
