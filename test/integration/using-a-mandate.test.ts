import { day } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { listEntries } from '../../src/journal/store.ts';
import { type ClientFacts, type Mandate } from '../../src/mandates/mandate.ts';
import { listUsesOfPerson } from '../../src/mandates/use-store.ts';
import { setHelperSuspended, setOrganisationSuspended } from '../../src/organisations/store.ts';
import { disableClient } from '../../src/provider/disable-client.ts';
import { actsIn, refusedWith } from '../support/acts.ts';
import { openRooms } from '../support/rooms.ts';
import { josephine, type TestHelper } from '../support/world.ts';

const rooms = await openRooms();
const { needs, clock, world } = rooms;
const { use, revoke, disclose } = actsIn(rooms);

test('a colleague may use a mandate signed by another helper of the organisation; the entry names who used it', async () => {
  const signer = await world.helper();
  const colleague = await world.helper({ organisation: signer.organisation });
  const mandate = await world.mandate({ helper: signer });
  const { id } = await use(mandate, { helper: colleague, client: await world.client() });
  const [entry] = await listEntries(needs.db, { mandateId: mandate.id }, { limit: 1 });
  expect(entry).toMatchObject({ event: 'mandate_used', useId: id, helperId: colleague.id, procedure: 'papiers' });
  expect(await listUsesOfPerson(needs.db, mandate.personId, { limit: 10 })).toMatchObject([{ id, helperId: colleague.id }]);
});

test('another organisation’s mandate is not found', async () => {
  const mandate = await world.mandate({ helper: await world.helper() });
  const attempt = use(mandate, { helper: await world.helper(), client: await world.client() });
  await expect(attempt).rejects.toEqual(refusedWith('mandate_unknown'));
});

test('a refused use leaves nothing behind', async () => {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper });
  await expect(use(mandate, { helper, client: await world.client(), procedure: 'justice' })).rejects.toEqual(
    refusedWith('procedure_not_covered'),
  );
  expect(await listUsesOfPerson(needs.db, mandate.personId, { limit: 10 })).not.toContainEqual(
    expect.objectContaining({ mandateId: mandate.id }),
  );
});

test('the decision is asked again at the door: what happened in between stops the identity', async () => {
  const enemies: [string, (mandate: Mandate, helper: TestHelper, client: ClientFacts) => Promise<unknown>][] = [
    ['mandate_revoked', (mandate, helper) => revoke(mandate, helper)],
    ['mandate_expired', () => Promise.resolve(clock.forward(day))],
    ['helper_suspended', (_, helper) => atomically(needs, ({ tx, at }) => setHelperSuspended(tx, helper.id, at))],
    ['organisation_suspended', (_, helper) => atomically(needs, ({ tx, at }) => setOrganisationSuspended(tx, helper.organisation.id, at))],
  ];
  for (const [code, happens] of enemies) {
    const [helper, client] = [await world.helper(), await world.client()];
    const mandate = await world.mandate({ helper, duration: 'day' });
    const { id } = await use(mandate, { helper, client });
    await expect(disclose(id, client)).resolves.toMatchObject({ person: { identity: josephine } });
    await happens(mandate, helper, client);
    await expect(disclose(id, client)).rejects.toEqual(refusedWith(code));
  }
});

test('one procedure is ended alone: its use ends, the other goes on', async () => {
  const [helper, client] = [await world.helper(), await world.client()];
  const mandate = await world.mandate({ helper, procedures: ['papiers', 'social'] });
  const [papers, social] = [await use(mandate, { helper, client }), await use(mandate, { helper, client, procedure: 'social' })];
  expect((await revoke(mandate, helper, 'papiers')).ended).toEqual(['papiers']);
  await expect(disclose(papers.id, client)).rejects.toEqual(refusedWith('procedure_revoked'));
  await expect(disclose(social.id, client)).resolves.toBeDefined();
  expect((await revoke(mandate, helper)).ended).toEqual(['social']);
  expect((await revoke(mandate, helper)).ended).toEqual([]);
});

test('an end is recorded once for each procedure and once for the mandate, and refused to another organisation or after the end', async () => {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper, procedures: ['papiers', 'social'], duration: 'day' });
  await expect(revoke(mandate, await world.helper())).rejects.toEqual(refusedWith('mandate_unknown'));
  await revoke(mandate, helper);
  const ends = (await listEntries(needs.db, { mandateId: mandate.id }, { limit: 3 })).map(({ event, procedure }) => [event, procedure]);
  expect(ends).toEqual([
    ['mandate_revoked', null],
    ['mandate_procedure_revoked', 'social'],
    ['mandate_procedure_revoked', 'papiers'],
  ]);
  const expired = await world.mandate({ helper, duration: 'day' });
  clock.forward(day);
  await expect(revoke(expired, helper)).rejects.toEqual(refusedWith('mandate_expired'));
});

test('a use belongs to one relying party: another one learns nothing by its number', async () => {
  const [helper, client] = [await world.helper(), await world.client()];
  const { id } = await use(await world.mandate({ helper }), { helper, client });
  await expect(disclose(id, await world.client())).rejects.toEqual(refusedWith('use_unknown'));
});

test('a relying party that is disabled loses what is under way', async () => {
  const [helper, client] = [await world.helper(), await world.client()];
  const { id } = await use(await world.mandate({ helper }), { helper, client });
  await atomically(needs, (work) => disableClient(work, client.id));
  await expect(disclose(id, client)).rejects.toEqual(refusedWith('use_ended'));
});
