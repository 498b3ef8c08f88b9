import { second } from '../../src/clock.ts';
import { openProviderHouse } from '../support/provider-house.ts';
import { RelyingParty } from '../support/relying-party.ts';

const house = await openProviderHouse();
const { world } = house;
const service = new RelyingParty(house, await world.client());

/** A helper who proved who they are a second ago, with something they may do. */
async function arrive() {
  const helper = await world.helper();
  await world.mandate({ helper, procedures: ['logement'] });
  const browser = await house.signedIn(helper);
  house.clock.forward(second);
  return { helper, browser };
}

test.each([{ max_age: '0' }, { prompt: 'login' }, { prompt: 'consent login' }])(
  'a service may ask for a second factor given for its very request, %j: one of before is asked again, one of after serves',
  async (changes) => {
    const { helper, browser } = await arrive();
    const ask = async () => (await browser.request(service.request(changes))).location ?? '';
    const interaction = await ask();
    expect(await browser.request(interaction)).toMatchObject({ status: 303, location: `${house.url}/second-factor` });
    house.clock.forward(second);
    await house.db('sessions').where('helper_id', helper.id).update({ second_factor_at: house.clock.now() });
    house.clock.forward(60 * second);
    expect(await browser.request(interaction)).toMatchObject({ status: 200 }); // given, and not asked for at every page
    expect(await browser.request(await ask())).toMatchObject({ location: `${house.url}/second-factor` }); // the next request is another
  },
);

test('who does not ask is content with a quarter of an hour, and so is the hub, which always writes `prompt=login`', async () => {
  const dialect = {
    dialect: 'hub',
    delegationMode: 'hub',
    procedures: [],
    authentication: 'client_secret_post',
    idTokenAlg: 'HS256',
  } as const;
  const hub = new RelyingParty(house, await world.client({ ...dialect, redirectUris: ['https://hub.example/callback'] }));
  const { browser } = await arrive();
  for (const party of [service, hub]) expect((await browser.open(party.request())).status).toBe(200);
});
