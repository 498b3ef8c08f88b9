import { day } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { revokeMandate } from '../../src/mandates/revoke-mandate.ts';
import { listReceiptsOfUses } from '../../src/mandates/receipt-store.ts';
import { findUseByTxn } from '../../src/mandates/use-store.ts';
import { openProviderHouse } from '../support/provider-house.ts';
import { publicKey, type Quoted, StatingService } from '../support/stating-service.ts';

const house = await openProviderHouse();
const { world, db, vault } = house;
const service = new StatingService(house, await world.client({ jwks: { keys: [publicKey] } }));

async function arrive() {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper, procedures: ['papiers', 'logement'] });
  return { helper, mandate, quoted: await service.signIn(helper) };
}

async function receiptsOf({ txn }: Quoted) {
  const use = await findUseByTxn(db, txn);
  return (await listReceiptsOfUses(db, vault, [use?.id ?? ''])).get(use?.id ?? '') ?? [];
}

test('a service states what was done; it is kept as it came, sealed, and traced', async () => {
  const { quoted } = await arrive();
  const jwt = await service.sign(service.claims(quoted));
  const before = await house.events();
  expect(await service.send(jwt)).toMatchObject({ status: 201, body: { id: expect.any(String) as string } });
  expect(await receiptsOf(quoted)).toMatchObject([
    { action: 'submit', outcome: 'accepted', label: 'Demande d’aide au logement', reference: 'AL-2026-558', jwt, key: { kty: 'EC' } },
  ]);
  expect((await house.events())['receipt_received']).toBe((before['receipt_received'] ?? 0) + 1);
  const { rows } = await db.raw<{ rows: { statement: Buffer }[] }>('select statement from receipts');
  expect(rows.some(({ statement }) => statement.includes('logement'))).toBe(false);
});

test('several acts of one sign-in are several receipts, in the order they came', async () => {
  const { quoted } = await arrive();
  await service.state(quoted, { action: 'read', outcome: 'done' });
  house.clock.forward(1_000);
  await service.state(quoted, { action: 'submit', outcome: 'pending' });
  expect((await receiptsOf(quoted)).map(({ action }) => action)).toEqual(['read', 'submit']);
});

test('label, reference and the names that are optional may be missing', async () => {
  const { quoted } = await arrive();
  const bare = { label: undefined, reference: undefined, sub_id: undefined, act: undefined, procedure: undefined };
  expect(await service.state(quoted, bare)).toMatchObject({ status: 201 });
  expect(await receiptsOf(quoted)).toMatchObject([{ label: null, reference: null }]);
});

test('the same receipt twice is refused the second time, and the first one stands', async () => {
  const { quoted } = await arrive();
  const jwt = await service.sign(service.claims(quoted));
  await service.send(jwt);
  expect(await service.send(jwt)).toMatchObject({ status: 409, body: { error: 'receipt_replayed' } });
  expect(await receiptsOf(quoted)).toHaveLength(1);
});

test('the same receipt many times at once is kept once', async () => {
  const { quoted } = await arrive();
  const jwt = await service.sign(service.claims(quoted));
  const answers = await Promise.all(Array.from({ length: 6 }, () => service.send(jwt)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
});

test('after the mandate’s end a receipt still says what was done before it', async () => {
  const { helper, mandate, quoted } = await arrive();
  await atomically(house, (work) =>
    revokeMandate(work, { mandateId: mandate.id, helper, organisationId: helper.organisation.id, procedure: null, channel: 'orally' }),
  );
  expect(await service.state(quoted)).toMatchObject({ status: 201 });
});

test('thirty days after the use it is too late; one second before, it is not', async () => {
  const { quoted } = await arrive();
  house.clock.forward(30 * day - 1_000);
  expect(await service.state(quoted)).toMatchObject({ status: 201 });
  house.clock.forward(1_000);
  expect(await service.state(quoted)).toMatchObject({ status: 403, body: { error: 'receipt_late' } });
});
