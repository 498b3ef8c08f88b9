import { atomically } from '../../src/db/database.ts';
import { registrationForm } from '../../src/provider/forms.ts';
import { findClient } from '../../src/provider/client-store.ts';
import { disableClient } from '../../src/provider/disable-client.ts';
import { ensureSigningKeys, listSigningKeys, rotateSigningKeys } from '../../src/provider/keys.ts';
import { day } from '../../src/clock.ts';
import { registerClient } from '../../src/provider/register-client.ts';
import { openRooms } from '../support/rooms.ts';

const { needs, db, clock, world } = await openRooms();

const honest = {
  ...{
    id: 'caf',
    name: 'CAF',
    dialect: 'direct',
    delegationMode: 'aware-act',
    procedures: ['logement'],
    authentication: 'client_secret_basic',
  },
  redirectUris: ['https://caf.example/callback'],
};
const key = { kty: 'EC', crv: 'P-256', x: 'a', y: 'b' };

test('a secret is kept sealed, and found again', async () => {
  const client = await atomically(needs, (work) => registerClient(work, registrationForm.parse(honest)));
  expect(client.secret).toMatch(/^[0-9a-f]{64}$/);
  const [row] = await db('clients').where('id', 'caf');
  expect(Buffer.from((row as { secret: Buffer }).secret).includes(client.secret ?? '')).toBe(false);
  expect(await findClient(db, needs.vault, 'caf')).toEqual(client);
});

test('delegation is refused unless registered', () => {
  const { delegationMode: _mode, ...silent } = honest;
  expect(registrationForm.parse(silent).delegationMode).toBe('none');
});

const wrong: readonly (readonly [what: string, changes: Record<string, unknown>])[] = [
  ['no address', { redirectUris: [] }],
  ['http beyond this machine', { redirectUris: ['http://caf.example/callback'] }],
  ['a wildcard', { redirectUris: ['https://*.caf.example/callback'] }],
  ['a fragment', { redirectUris: ['https://caf.example/callback#x'] }],
  ['a script', { redirectUris: ['javascript:alert(1)'] }],
  ['a user in the address', { redirectUris: ['https://a@caf.example/'] }],
  ['a logout address beyond https', { postLogoutRedirectUris: ['http://caf.example/bye'] }],
  ['no name', { name: ' ' }],
  ['an identifier with a space', { id: 'a b' }],
  ['a procedure that is not', { procedures: ['divorce'] }],
  ['no procedure', { procedures: [] }],
  ['a public client', { authentication: 'none' }],
  ['a secret anybody guesses', { secret: 'password' }],
  ['no signature at all', { idTokenAlg: 'none' }],
  ['the hub’s mode in the direct dialect', { delegationMode: 'hub' }],
  ['a direct mode in the hub’s dialect', { dialect: 'hub' }],
  ['keys promised and not given', { authentication: 'private_key_jwt' }],
  ['keys twice', { authentication: 'private_key_jwt', jwks: { keys: [key] }, jwksUri: 'https://caf.example/jwks' }],
  ['a private key', { authentication: 'private_key_jwt', jwks: { keys: [{ ...key, d: 'secret' }] } }],
  ['a symmetric key', { authentication: 'private_key_jwt', jwks: { keys: [{ kty: 'oct', k: 'x' }] } }],
];

test.each(wrong)('a registration with %s is not accepted', (_what, changes) => {
  expect(registrationForm.safeParse({ ...honest, ...changes }).success).toBe(false);
});

test('an identifier is registered once, and disabling twice is not an error', async () => {
  const other = registrationForm.parse({ ...honest, id: 'msa' });
  await atomically(needs, (work) => registerClient(work, other));
  await expect(atomically(needs, (work) => registerClient(work, other))).rejects.toThrow('client_exists');
  for (let times = 0; times < 2; times++) await atomically(needs, (work) => disableClient(work, 'msa'));
  const events = await db('journal.entry_index').where('client_id', 'msa').select('event').orderBy('entry_id');
  expect(events).toEqual([{ event: 'client_registered' }, { event: 'client_disabled' }]);
});

test('the first keys are made once, however many instances begin', async () => {
  await Promise.all([1, 2, 3].map(() => atomically(needs, ensureSigningKeys)));
  expect((await listSigningKeys(db, needs.vault, clock.now())).map(({ alg }) => alg).sort()).toEqual(['ES256', 'ES256', 'RS256', 'RS256']);
  expect(world).toBeDefined();
});

test('a retired key is published for a month, the one that signs comes first', async () => {
  const [signing] = await listSigningKeys(db, needs.vault, clock.now());
  await atomically(needs, rotateSigningKeys);
  const keys = await listSigningKeys(db, needs.vault, clock.now());
  expect(keys).toHaveLength(6);
  expect(keys[0]?.kid).not.toBe(signing?.kid);
  expect(keys.slice(-2).map(({ kid }) => kid)).toContain(signing?.kid);
  clock.forward(31 * day);
  expect(await listSigningKeys(db, needs.vault, clock.now())).toHaveLength(4);
});
