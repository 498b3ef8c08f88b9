import { after, day, minute } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { useMandate } from '../../src/mandates/use-mandate.ts';
import { approveRequest } from '../../src/operation/dangerous-acts.ts';
import { findOrganisation } from '../../src/organisations/store.ts';
import { findClient } from '../../src/provider/client-store.ts';
import { operatorAt } from '../support/as-operator.ts';
import { wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { refusedWith } from '../support/acts.ts';
import { entriesOf } from '../support/staff.ts';

const house = await openHouse();
const { context, world } = house;
const [odile, karim] = [await operatorAt(house), await operatorAt(house)];
const approving = { operator: karim.operator, publicUrl: house.url };
const standing = async (id: string) => findOrganisation(context.db, id);
const running = async (organisationId: string): Promise<number> => {
  const [row] = await context
    .db('uses')
    .where({ organisation_id: organisationId })
    .whereNull('ended_at')
    .count<{ count: string }[]>('* as count');
  return Number(row?.count ?? 0);
};

/** A body with a mandate that is being used. */
async function atWork(): Promise<{ id: string; path: string }> {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper, procedures: ['social'] });
  const { id } = helper.organisation;
  const client = await findClient(context.db, context.vault, 'caisse');
  if (!client) throw new Error('the house has no service');
  const who = { helperId: helper.id, organisationId: id, secondFactorAt: context.clock.now() };
  await atomically(context, (work) => useMandate(work, { mandateId: mandate.id, procedure: 'social', client, ...who }));
  return { id, path: `/operator/organisations/${id}` };
}

test('an operator suspends an organisation: what was under way ends with it, and lifting it gives the right to act back', async () => {
  const { id, path } = await atWork();
  expect(await running(id)).toBe(1);
  const unsaid = await odile.send(path, '/suspension', { reason: ' ' });
  expect([unsaid.status, wordsOf(unsaid)]).toEqual([422, expect.stringContaining('Dites pourquoi')]);
  await odile.send(path, '/suspension', { reason: 'Plainte en cours.' });
  expect((await standing(id))?.suspendedAt).not.toBeNull();
  expect(await running(id)).toBe(0);
  await odile.send(path, '/lift', { reason: 'Plainte retirée.' });
  expect((await standing(id))?.suspendedAt).toBeNull();
  expect(await entriesOf(context, odile.operator)).toEqual(
    expect.arrayContaining(['organisation_suspended', 'organisation_suspension_lifted']),
  );
});

test('withdrawing an organisation takes two: who asked cannot approve, by no way', async () => {
  const { id, path } = await atWork();
  const page = await odile.open(path);
  const own = await odile.browser.submit({ ...page, text: page.text.replaceAll('/suspension"', '/withdrawal"') }, '/withdrawal', {
    fields: { reason: 'Fausse déclaration.' },
  });
  expect(own.text).not.toContain('/approval');
  expect(wordsOf(own)).toContain('un autre exploitant doit approuver');
  expect((await standing(id))?.withdrawnAt).toBeNull();
  const requestPath = /\/operator\/requests\/[0-9a-f-]{36}/.exec(own.text)?.[0] ?? '';
  const csrf = /name="_csrf" value="([^"]+)"/.exec(own.text)?.[1] ?? '';
  const forged = await odile.browser.request(`${house.url}${requestPath}/approval`, { _csrf: csrf });
  expect(forged.status).toBe(403);
  expect(await entriesOf(context, odile.operator)).toContain('operator_attempt_refused: request_of_oneself');
  await expect(
    house.database.asOwner(
      `update operator_requests set decision = 'approved', decided_by = requested_by, decided_at = 'now' where id = '${requestPath.slice(-36)}'`,
    ),
  ).rejects.toThrow(/check/);
  expect(await running(id)).toBe(1);

  const theirs = await karim.open('/operator/requests');
  await karim.browser.submit({ ...theirs, text: theirs.text.replace(`${requestPath}/refusal`, `${requestPath}/approval`) }, '/approval');
  expect((await standing(id))?.withdrawnAt).not.toBeNull();
  expect(await running(id)).toBe(0);
  const again = atomically(context, (work) => approveRequest(work, { id: requestPath.slice(-36), ...approving }));
  await expect(again).rejects.toEqual(refusedWith('request_in_another_state'));
});

test('a request that waited too long is not approved any more', async () => {
  const { path } = await atWork();
  const page = await odile.open(path);
  const own = await odile.browser.submit({ ...page, text: page.text.replaceAll('/suspension"', '/withdrawal"') }, '/withdrawal', {
    fields: { reason: 'Trop tard.' },
  });
  const id = [...own.text.matchAll(/\/operator\/requests\/([0-9a-f-]{36})/g)].at(-1)?.[1] ?? '';
  const late = { ...context, clock: { now: () => after(context.clock.now(), 7 * day + minute) } };
  await expect(atomically(late, (work) => approveRequest(work, { id, ...approving }))).rejects.toEqual(
    refusedWith('request_in_another_state'),
  );
});

const hub = {
  ...{ id: 'autre-hub', name: 'Autre concentrateur', redirectUris: 'https://hub.example/callback', postLogoutRedirectUris: '' },
  ...{ idTokenAlg: 'ES256', userinfo: 'json' },
};

test('a hub is registered by two, its secret shown once to the one who approved', async () => {
  const wild = await odile.send('/operator/clients/hub', '/hub', { ...hub, redirectUris: 'https://*.example/callback' });
  expect(wild.status).toBe(422);
  const asked = await odile.send('/operator/clients/hub', '/hub', hub);
  expect(wordsOf(asked)).toContain('Enregistrer le concentrateur autre-hub');
  const twice = await karim.send('/operator/clients/hub', '/hub', hub);
  expect(twice.status).toBe(409);
  const theirs = await karim.open('/operator/requests');
  const path = [...theirs.text.matchAll(/\/operator\/requests\/[0-9a-f-]{36}(?=\/approval)/g)].at(-1)?.[0] ?? '';
  const shown = await karim.browser.submit(
    { ...theirs, text: theirs.text.replace(`${path}/refusal`, `${path}/approval`) },
    `${path}/approval`,
  );
  const secret = /<code dir="ltr">([0-9a-f]{64})<\/code>/.exec(shown.text)?.[1] ?? 'none';
  expect(secret).not.toBe('none');
  expect((await karim.open('/operator/clients')).text).not.toContain(secret);
  await odile.browser.submit(await odile.open('/operator/clients'), '/autre-hub/disabling');
  expect(wordsOf(await odile.open('/operator/clients'))).toContain('Désactivé');
});

test('what operators read has nothing of the people who are helped', async () => {
  await atWork();
  const pages = ['', '/messages', '/applications', '/organisations', '/clients', '/requests', '/accounts'];
  for (const page of pages) expect(wordsOf(await odile.open(`/operator${page}`))).not.toMatch(/Joséphine|ST-PIERRE/);
});

test('organisations are found by the beginning of any word, without accents', async () => {
  await world.organisation({ name: 'Médiathèque d’Évreux', territory: '27' });
  for (const q of ['medi', 'EVREUX', 'évr médi', '27'])
    expect(wordsOf(await odile.open(`/operator/organisations?q=${encodeURIComponent(q)}`))).toContain('Médiathèque d’Évreux');
  for (const q of ["' or 1=1", 'thèque', 'medi zzz'])
    expect(wordsOf(await odile.open(`/operator/organisations?q=${encodeURIComponent(q)}`))).not.toContain('Médiathèque d’Évreux');
});
