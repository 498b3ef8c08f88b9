import { createRemoteJWKSet, jwtVerify } from 'jose';
import { minute } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { rotateSigningKeys } from '../../src/provider/keys.ts';
import { openProviderHouse } from '../support/provider-house.ts';
import { discover, signIn } from '../support/stock-client.ts';

const house = await openProviderHouse();
const { world } = house;
const helper = await world.helper();
await world.mandate({ helper, procedures: ['papiers', 'logement'] });

test('keys are rotated without a restart: the next was published before, the former is published still', async () => {
  const client = await world.client();
  const config = await discover(house, client);
  const published = async () => ((await (await fetch(`${house.issuer}/jwks`)).json()) as { keys: { kid: string; d?: string }[] }).keys;
  const kidOf = (token = '') => (JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid;
  const before = await published();
  const { tokens: old } = await signIn(house, { helper, client, config });
  await atomically(house, rotateSigningKeys);
  house.clock.forward(minute);
  const { tokens } = await signIn(house, { helper, client, config });
  const now = await published();
  expect(kidOf(tokens.id_token)).not.toBe(kidOf(old.id_token));
  expect(before.map(({ kid }) => kid)).toContain(kidOf(tokens.id_token));
  expect([before.length, now.length]).toEqual([4, 6]);
  expect(now.some((key) => 'd' in key)).toBe(false);
  const keys = createRemoteJWKSet(new URL(`${house.issuer}/jwks`));
  for (const token of [old.id_token, tokens.id_token]) await jwtVerify(token ?? '', keys, { issuer: house.issuer });
});
