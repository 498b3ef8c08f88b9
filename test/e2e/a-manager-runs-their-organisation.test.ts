import { listEntries } from '../../src/journal/store.ts';
import { Browser } from '../support/browser.ts';
import { wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { atHome } from '../support/own-space.ts';
import { signedInCookie } from '../support/staff.ts';
import type { TestHelper } from '../support/world.ts';

const house = await openHouse();
const { world, url, context } = house;

async function browserOf(helper: TestHelper): Promise<Browser> {
  const browser = new Browser();
  const [name = '', value = ''] = (await signedInCookie(context, helper)).split('=');
  browser.cookies.set(name, value);
  return browser;
}

const organisation = await world.organisation({ name: 'CCAS de Vesoul' });
const solange = await world.helper({ organisation, role: 'manager', certifiedAt: null });
const armand = await world.helper({ organisation });
const mandate = await world.mandate({ helper: armand });
const manager = await browserOf(solange);

test('a manager begins at their organisation, not at the people’s mandates', async () => {
  const home = await manager.open(`${url}/home`);
  expect(home).toMatchObject({ status: 200, url: `${url}/manager`, text: expect.stringContaining('CCAS de Vesoul') });
  expect(await manager.open(`${url}/mandates/${mandate.id}`)).toMatchObject({ status: 403 });
});

test('invites two people; one comes by their own mailbox, and the link works once', async () => {
  const form = await manager.open(`${url}/manager/invitations`);
  const wrong = await manager.submit(form, '/manager/invitations', { fields: { people: 'Lina ; Nguyen\n=cmd() ; X ; x@ccas.example' } });
  expect(wrong).toMatchObject({
    status: 422,
    text: expect.stringMatching(/Ligne 1\s: Il faut un prénom[^]*Ligne 2\s: Le prénom ou le nom/),
  });
  const people = 'Lina ; Nguyen ; lina@ccas.example\nPaul\tMartin\tpaul@ccas.example';
  expect((await manager.submit(form, '/manager/invitations', { fields: { people } })).text).toContain('lina@ccas.example');
  const mail = (await house.takeMessages()).find(({ to }) => to === 'lina@ccas.example');
  const link = /https?:\S+\/invitation\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
  const lina = new Browser();
  const sent = await lina.submit(await lina.open(link), new URL(link).pathname);
  expect(sent.url).toBe(`${url}/sign-in/link`);
  expect((await house.takeMessages()).map(({ to }) => to)).toContain('lina@ccas.example');
  expect((await lina.open(link)).status).toBe(403);
});

test('reads a mandate only with a reason, which the person can read', async () => {
  const list = await manager.open(`${url}/manager/mandates`);
  expect(list.text).toContain(`J. ${mandate.id.slice(0, 8).toUpperCase()}`);
  expect(list.text).not.toContain('ST-PIERRE');
  const ask = await manager.open(`${url}/manager/mandates/${mandate.id}/looks`);
  const none = await manager.submit(ask, '/looks', { fields: { purpose: 'complaint', reason: 'voir' } });
  expect(none).toMatchObject({ status: 422 });
  const opened = await manager.submit(ask, '/looks', { fields: { purpose: 'complaint', reason: 'Sa fille conteste un acte.' } });
  expect(opened).toMatchObject({ status: 200, text: expect.stringContaining('ST-PIERRE') });
  const looks = await listEntries(house.database.db, { personId: mandate.personId }, { limit: 2 });
  expect(looks).toMatchObject(['mandate_viewed', 'personal_data_opened'].map((event) => ({ event, helperId: solange.id })));
  const other = await browserOf(await world.helper({ organisation, role: 'manager' }));
  expect((await other.open(opened.url)).status).toBe(404);
});

test('without the journal, nothing opens and nothing is shown', async () => {
  const ask = await manager.open(`${url}/manager/mandates/${mandate.id}/looks`);
  await house.database.asOwner('revoke insert on journal.entries from procura_app');
  const answer = await manager.submit(ask, '/looks', { fields: { purpose: 'complaint', reason: 'Sa fille conteste un acte.' } });
  await house.database.asOwner('grant insert (at, event, mandate_ref, mandate_n, leaf) on journal.entries to procura_app');
  expect(answer.status).toBe(503);
  expect(answer.text).not.toContain('ST-PIERRE');
});

test('restricts the procedures, suspends with a reason, restores', async () => {
  const form = await manager.open(`${url}/manager/procedures`);
  await manager.submit(form, '/manager/procedures', { fields: { procedures: 'social' } });
  const since = /depuis le \d+(?:er)? \S+ \d{4}/;
  const helpers = await (await browserOf(armand)).open(`${url}/mandates/${mandate.id}`);
  expect(wordsOf(helpers)).toContain('Restreinte : votre structure n’aide plus à cette démarche');
  expect(wordsOf(helpers)).toMatch(since);
  const person = await atHome(context, mandate.personId);
  expect(wordsOf(await person.open(`${url}/me`))).toContain('En pause : la structure n’aide plus à cette démarche');
  expect(wordsOf(await person.open(`${url}/me/mandates/${mandate.id}`))).toMatch(since);
  const page = await manager.open(`${url}/manager/helpers/${armand.id}/suspension`);
  expect((await manager.submit(page, '/suspension', { fields: { reason: '' } })).status).toBe(422);
  const done = await manager.submit(page, '/suspension', { fields: { reason: 'Absence prolongée.' } });
  expect(done).toMatchObject({ url: `${url}/manager/helpers/${armand.id}`, text: expect.stringContaining('Suspendu') });
  const back = await manager.open(`${url}/manager/helpers/${armand.id}/reactivation`);
  expect((await manager.submit(back, '/reactivation')).text).not.toContain('Suspendu<');
  expect(await linesOf('')).toContain('Accès d’un aidant rétabli');
});

/** The lines of a search of what was done for the organisation. */
const linesOf = async (query: string) => {
  const { status, text } = await manager.open(`${url}/manager/activity?${query}`);
  return status === 200 ? text.slice(text.indexOf('<h2>'), text.indexOf('</main>')) : String(status);
};

test('searches what was done: by whom, what, about which mandate, when; of their organisation alone, whatever the address says', async () => {
  const other = await world.helper();
  const theirs = await world.mandate({ helper: other });
  expect(await linesOf('event=helper_reactivated&outcome=done')).toMatch(/1 résultat<.*Accès d’un aidant rétabli/s);
  expect(await linesOf(`event=mandate_concluded&helper=${armand.id}`)).toMatch(/1 résultat</);
  expect(await linesOf(`mandate=${mandate.id}`)).toContain(`Mandat signé`);
  expect(await linesOf('from=2001-01-01&to=2001-12-31')).toContain('Aucun résultat');
  for (const query of [
    `mandate=${theirs.id}`,
    `helper=${other.id}`,
    `organisation=${other.organisation.id}&helper=${other.id}`,
    'territory=2A',
  ])
    expect(await linesOf(query)).toContain('Aucun résultat');
  expect(await linesOf(`organisation=${other.organisation.id}`)).toBe(await linesOf(''));
  for (const senseless of ['before=12', 'event=nothing', 'from=hier']) expect(await linesOf(senseless)).toBe('404');
});

test('chooses a helper by their page or a line, and lets them go; nobody is in a list, and a helper elsewhere is not named', async () => {
  const other = await world.helper();
  const chosen = (id: string) => `<option value="${id}" selected`;
  const path = `/manager/activity?helper=${armand.id}`;
  expect((await manager.open(`${url}/manager/helpers/${armand.id}`)).text).toContain(`href="${path}"`);
  expect(await linesOf('')).toContain(`<a href="${path}">${armand.givenName} ${armand.familyName}</a>`);
  expect((await manager.open(url + path)).text).toContain(chosen(armand.id));
  expect((await manager.open(`${url}/manager/activity`)).text).not.toContain('name="helper"');
  const elsewhere = await manager.open(`${url}/manager/activity?helper=${other.id}`);
  expect(elsewhere.text).not.toMatch(new RegExp(`name="helper"|${other.familyName}`));
});

test('hands in an attestation: what is not a PDF, JPEG or PNG is given back', async () => {
  const path = `${url}/manager/helpers/${armand.id}/training`;
  const page = await manager.open(path);
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const send = async (file: string) => {
    const form = new FormData();
    Object.entries({ _csrf: csrf, body: 'Mednum', trainedOn: '2026-01-12' }).forEach(([name, value]) => form.set(name, value));
    form.set('file', new Blob([file]), 'attestation.pdf');
    const cookie = [...manager.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return fetch(path, { method: 'POST', body: form, headers: { cookie }, redirect: 'manual' });
  };
  expect((await send('<html>')).status).toBe(422);
  expect((await send('%PDF-1.7 attestation')).status).toBe(303);
  expect((await manager.open(`${url}/manager/helpers/${armand.id}`)).text).toContain('Mednum');
});

test('a helper who is nobody’s manager is not let in, and it is recorded', async () => {
  const helper = await world.helper({ organisation });
  expect((await (await browserOf(helper)).open(`${url}/manager`)).status).toBe(403);
  expect((await listEntries(house.database.db, { helperId: helper.id }, { limit: 1 }))[0]).toMatchObject({ refusal: 'manager_required' });
});
