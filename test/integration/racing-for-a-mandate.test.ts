import { atomically } from '../../src/db/database.ts';
import { revokeMandate } from '../../src/mandates/revoke-mandate.ts';
import { setHelperSuspended } from '../../src/organisations/store.ts';
import { actsIn, refusedWith } from '../support/acts.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();
const { needs, world } = rooms;
const { use, disclose } = actsIn(rooms);
const race = rooms.isServer ? test : test.skip; // the embedded engine has one session: nothing races there

race.each([
  [null, 'mandate_revoked'],
  ['papiers', 'procedure_revoked'],
] as const)('a use that waited behind a revocation is refused (of %s: %s)', async (procedure, code) => {
  const [helper, client] = [await world.helper(), await world.client()];
  const mandate = await world.mandate({ helper, procedures: ['papiers', 'social'] });
  const who = { mandateId: mandate.id, helper, organisationId: helper.organisation.id };
  let waiting: Promise<unknown> = Promise.resolve();
  await atomically(needs, async (work) => {
    await revokeMandate(work, { ...who, procedure, channel: 'orally' });
    waiting = use(mandate, { helper, client }).catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 200));
  });
  expect(await waiting).toEqual(refusedWith(code));
});

race('a disclosure that waited behind a suspension of the helper is refused', async () => {
  const [helper, client] = [await world.helper(), await world.client()];
  const { id } = await use(await world.mandate({ helper }), { helper, client });
  let waiting: Promise<unknown> = Promise.resolve();
  await atomically(needs, async ({ tx, at }) => {
    await setHelperSuspended(tx, helper.id, at);
    waiting = disclose(id, client).catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 200));
  });
  expect(await waiting).toEqual(refusedWith('helper_suspended'));
});

race('twenty uses of one mandate side by side all go through, each with its entry in one chain', async () => {
  const [helper, client] = [await world.helper(), await world.client()];
  const mandate = await world.mandate({ helper });
  await Promise.all(Array.from({ length: 20 }, () => use(mandate, { helper, client })));
  const { rows } = await needs.db.raw<{ rows: { mandate_n: number }[] }>(
    'select mandate_n from journal.entries where mandate_ref = ? order by 1',
    [mandate.journalRef],
  );
  expect(rows.map(({ mandate_n }) => mandate_n)).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
});
