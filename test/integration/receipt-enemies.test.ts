import { generateKeyPair, SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import { atomically } from '../../src/db/database.ts';
import { erasePrincipal } from '../../src/mandates/erase-principal.ts';
import { disableClient } from '../../src/provider/disable-client.ts';
import { actsIn } from '../support/acts.ts';
import { openProviderHouse } from '../support/provider-house.ts';
import { publicKey, StatingService } from '../support/stating-service.ts';
import { josephine } from '../support/world.ts';

const house = await openProviderHouse();
const { world } = house;
const jwks = { keys: [publicKey] };
const service = new StatingService(house, await world.client({ jwks }));
const other = new StatingService(house, await world.client({ jwks }));
const helper = await world.helper();
await world.mandate({ helper, procedures: ['papiers', 'logement'] });
const leaver = await world.helper();
const quoted = await service.signIn(helper);
const stranger = await generateKeyPair('ES256');
const epoch = () => Math.floor(house.clock.now().getTime() / 1_000);

const liars: readonly (readonly [who: string, changes: Record<string, unknown>, status: number, error: string])[] = [
  ['one who invents a reference', { txn: `u_${randomUUID()}` }, 404, 'receipt_txn_unknown'],
  ['one who forgets the reference', { txn: undefined }, 400, 'receipt_malformed'],
  ['one who speaks to another issuer', { aud: 'https://elsewhere.example' }, 403, 'receipt_audience_wrong'],
  ['one who speaks in nobody’s name', { iss: 'nobody' }, 401, 'receipt_issuer_unknown'],
  ['one who gives no name', { iss: undefined }, 401, 'receipt_issuer_unknown'],
  ['one who forgets whom it is about', { sub: undefined }, 400, 'receipt_malformed'],
  ['one who speaks of another person', { sub: 'somebody-else' }, 403, 'receipt_about_another'],
  ['one who speaks of another mandate', { sub_id: { format: 'opaque', id: 'm_other' } }, 403, 'receipt_about_another'],
  ['one who speaks of another helper', { act: { sub: 'another' } }, 403, 'receipt_about_another'],
  ['one who speaks of another procedure', { procedure: 'papiers' }, 403, 'receipt_about_another'],
  ['one who is out of time', { iat: epoch() - 400, exp: epoch() - 61 }, 400, 'receipt_not_in_time'],
  ['one who comes from the future', { iat: epoch() + 120, exp: epoch() + 400 }, 400, 'receipt_not_in_time'],
  ['one who stated it before it was done', { iat: epoch() - 120 }, 400, 'receipt_not_in_time'],
  ['one who never ends', { exp: undefined }, 400, 'receipt_malformed'],
  ['one who cannot be told from another', { jti: undefined }, 400, 'receipt_malformed'],
  ['one who adds what was not asked', { comment: 'Madame St-Pierre était là' }, 400, 'receipt_malformed'],
  ['one who writes a social security number', { label: 'Dossier 2691270447001' }, 400, 'receipt_malformed'],
  ['one who writes an address', { label: 'josephine@example.fr' }, 400, 'receipt_malformed'],
  ['one who writes a page', { label: 'a'.repeat(81) }, 400, 'receipt_malformed'],
  ['one who writes markup', { label: '<b>Demande</b>' }, 400, 'receipt_malformed'],
  ['one whose outcome is nobody’s', { outcome: 'perhaps' }, 400, 'receipt_malformed'],
];

test.each(liars)('%s is refused, told why, and recorded', async (_who, changes, status, error) => {
  const before = (await house.events())['receipt_refused'] ?? 0;
  const answer = await service.state(quoted, changes);
  expect({ status: answer.status, ...answer.body }).toEqual({ status, error, error_description: expect.any(String) as string });
  expect((await house.events())['receipt_refused']).toBe(before + 1);
  expect((await house.events())['receipt_received']).toBeUndefined();
});

const forgers: readonly (readonly [who: string, jwt: () => Promise<string>, error: string])[] = [
  ['a stranger’s key', () => service.sign(service.claims(quoted), { key: stranger.privateKey }), 'receipt_signature_wrong'],
  ['no signature', () => Promise.resolve(unsigned({ alg: 'none', typ: 'procura-receipt+jwt' })), 'receipt_signature_wrong'],
  ['a signature cut off', async () => (await service.sign(service.claims(quoted))).replace(/\.[^.]+$/, '.'), 'receipt_signature_wrong'],
  ['the client’s secret', () => bySecret(service.client.secret ?? ''), 'receipt_signature_wrong'],
  ['the public key as a secret', () => bySecret(JSON.stringify(publicKey)), 'receipt_signature_wrong'],
  ['a key that nobody registered', () => service.sign(service.claims(quoted), { header: { kid: 'else' } }), 'receipt_signature_wrong'],
  ['an assertion’s type', () => service.sign(service.claims(quoted), { header: { typ: 'JWT' } }), 'receipt_malformed'],
];

test.each(forgers)('a receipt with %s is refused', async (_with, jwt, error) => {
  expect((await service.send(await jwt())).body).toMatchObject({ error });
});

function unsigned(header: object): string {
  return [header, service.claims(quoted)].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.') + '.';
}

function bySecret(secret: string): Promise<string> {
  const key = Buffer.from(secret);
  return new SignJWT(service.claims(quoted)).setProtectedHeader({ alg: 'HS256', typ: 'procura-receipt+jwt', kid: 'receipts' }).sign(key);
}

test('another client’s use does not exist for who asks, though it signs well', async () => {
  const answer = await other.state(quoted);
  expect(answer).toMatchObject({ status: 404, body: { error: 'receipt_txn_unknown' } });
  const { rows } = await house.db.raw<{ rows: { person: unknown }[] }>(
    `select person_id as person from journal.entry_index where event = 'receipt_refused' and client_id = ?`,
    [other.client.id],
  );
  expect(rows).toEqual([{ person: null }]);
});

test('a use whose identity was never given has no receipt', async () => {
  await house.db('uses').where('txn', quoted.txn).update({ disclosed_at: null });
  expect((await service.state(quoted)).body).toMatchObject({ error: 'receipt_txn_unknown' });
  await house.db('uses').where('txn', quoted.txn).update({ disclosed_at: house.clock.now() });
});

test('of a person erased since nothing is stated any more, well signed as it is', async () => {
  const identity = { ...josephine, familyName: 'EFFACÉE', email: 'effacee@example.fr' };
  const mandate = await world.mandate({ helper: leaver, procedures: ['logement'], identity });
  const statement = await service.signIn(leaver);
  await actsIn({ needs: house, clock: house.clock, world }).revoke(mandate, leaver);
  await atomically(house, (work) => erasePrincipal(work, { personId: mandate.personId, reason: 'person_asked' }));
  expect(await service.state(statement)).toMatchObject({ status: 404, body: { error: 'receipt_txn_unknown' } });
});

test('a service that registered no key is told so: a shared secret proves nothing', async () => {
  const keyless = new StatingService(house, await world.client());
  expect(await keyless.state(quoted)).toMatchObject({ status: 403, body: { error: 'receipt_key_missing' } });
});

test('keys that cannot be read at their address are the service’s to mend, and it may try again', async () => {
  const away = new StatingService(house, await world.client({ jwksUri: 'http://127.0.0.1:1/jwks.json' }));
  expect(await away.state(quoted)).toMatchObject({ status: 503, body: { error: 'receipt_keys_unreadable' } });
});

test.each([
  ['a form', { body: 'a=b', type: 'application/x-www-form-urlencoded' }, { status: 400, error: 'receipt_malformed' }],
  ['nothing', { body: '', type: 'application/jwt' }, { status: 400, error: 'receipt_malformed' }],
  ['words', { body: 'hello', type: 'application/jwt' }, { status: 400, error: 'receipt_malformed' }],
  ['three words', { body: 'not.a.jwt', type: 'application/jwt' }, { status: 400, error: 'receipt_malformed' }],
  ['a book', { body: 'a'.repeat(20_000), type: 'application/jwt' }, { status: 413, error: 'input_too_large' }],
])('%s is no receipt', async (_what, { body, type }, { status, error }) => {
  expect(await service.send(body, type)).toMatchObject({ status, body: { error } });
});

test('unsigned refusals do not fill the journal', async () => {
  const mouth = new StatingService(house, await world.client({ jwks }));
  const jwt = await mouth.sign(mouth.claims(quoted), { key: stranger.privateKey });
  for (let time = 0; time < 40; time++) expect((await mouth.send(jwt)).body).toMatchObject({ error: 'receipt_signature_wrong' });
  const { rows } = await house.db.raw<{ rows: { n: string }[] }>('select count(*) as n from journal.entry_index where client_id = ?', [
    mouth.client.id,
  ]);
  expect(Number(rows[0]?.n)).toBeLessThanOrEqual(31); // its registration, and thirty
});

test('a disabled service states nothing any more', async () => {
  await atomically(house, (work) => disableClient(work, other.client.id));
  expect((await other.state(await Promise.resolve(quoted))).body).toMatchObject({ error: 'client_disabled' });
});
