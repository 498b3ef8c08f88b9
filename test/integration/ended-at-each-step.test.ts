import { day, second } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { readStopCode } from '../../src/mandates/keep-stop-code.ts';
import { revokeMandate, type Revocation } from '../../src/mandates/revoke-mandate.ts';
import { formatStopCode } from '../../src/mandates/stop-code.ts';
import { stopBySms } from '../../src/mandates/stop-by-sms.ts';
import { stopMandate } from '../../src/mandates/stop-mandate.ts';
import { closeOrganisation } from '../../src/operation/end-organisation.ts';
import { receiveSms } from '../../src/people/receive-sms.ts';
import { findPerson } from '../../src/people/store.ts';
import type { Shown } from '../support/browser.ts';
import { openProviderHouse } from '../support/provider-house.ts';
import { RelyingParty } from '../support/relying-party.ts';
import { suspenderIn } from '../support/suspending.ts';

const house = await openProviderHouse();
const { world, clock } = house;
const { suspend } = await suspenderIn({ needs: house }, '*');
const publicUrl = house.url;

const dialects: Readonly<Record<string, Record<string, unknown>>> = {
  'direct dialect': {},
  'direct dialect with signed userinfo': { userinfo: 'ES256' },
  'hub dialect': { dialect: 'hub', delegationMode: 'hub', procedures: [], authentication: 'client_secret_post' },
};

/** A helper at every step of a sign-in at once, for one mandate. */
async function arrive(facts: Record<string, unknown>, { soon = false } = {}) {
  const service = new RelyingParty(house, await world.client(facts));
  const helper = await world.helper();
  const mandate = await world.mandate({ helper, procedures: ['logement'], duration: 'day' });
  if (soon) clock.set(new Date(mandate.expiresAt.getTime() - 2 * second));
  const [browser, other] = [await house.signedIn(helper), await house.signedIn(helper)]; // one choice at a time in each
  const token = String((await service.token(await service.bring(browser))).body['access_token']);
  expect((await service.userinfo(token)).status).toBe(200);
  const brought = await service.bring(browser);
  const [listed, chosen] = [await browser.open(service.request()), await other.open(service.request())];
  const asked = await other.open(new URL(/href="([^"]*\?person=[^"]*)"/.exec(chosen.text)?.[1] ?? '', chosen.url));
  const until = (url: string) => service.isMine(url);
  const fromList = () => codeFrom(service.chooseFrom(browser, listed));
  const fromChoice = () => codeFrom(other.submit(asked, new URL(asked.url).pathname, { until }));
  return { service, helper, mandate, token, brought, fromList, fromChoice };
}

type Arrival = Awaited<ReturnType<typeof arrive>>;

const revoke = ({ mandate }: Arrival, how: Omit<Revocation, 'mandateId' | 'personId' | 'organisationId'>) =>
  atomically(house, (work) => revokeMandate(work, { mandateId: mandate.id, personId: mandate.personId, ...how }));

const codeOf = ({ mandate: { id, personId } }: Arrival) =>
  atomically(house, async (work) => {
    const person = await findPerson(work.tx, work.vault, personId);
    return (person && (await readStopCode(work, { mandateId: id, person }))) ?? '';
  });

const ways: Readonly<Record<string, (arrival: Arrival) => Promise<unknown>>> = {
  'the person ends the mandate': (arrival) => revoke(arrival, { procedure: null, channel: 'own_space' }),
  'the person ends the procedure': (arrival) => revoke(arrival, { procedure: 'logement', channel: 'own_space' }),
  'somebody types the stop code': async (arrival) => {
    const code = await codeOf(arrival);
    await atomically(house, (work) => stopMandate(work, { code, channel: 'stop_code' }));
  },
  'an SMS says STOP and the code': async (arrival) => {
    const sms = { id: arrival.mandate.id, from: '+33639980909', text: `STOP ${formatStopCode(await codeOf(arrival))}` };
    await atomically(house, (work) => receiveSms(work, { sms, answerers: [stopBySms({ publicUrl })], publicUrl }));
  },
  'a helper was asked orally': ({ mandate, helper }) =>
    atomically(house, (work) =>
      revokeMandate(work, { mandateId: mandate.id, helper, organisationId: helper.organisation.id, procedure: null, channel: 'orally' }),
    ),
  'the organisation closes': ({ helper }) =>
    atomically(house, (work) => closeOrganisation(work, { organisationId: helper.organisation.id, reason: 'Fermeture.' })),
  'a supervisor suspends the helper': ({ helper }) => suspend('helper', helper.id),
  'a supervisor suspends the organisation': ({ helper }) => suspend('organisation', helper.organisation.id),
  'a supervisor suspends the service': ({ service }) => suspend('client', service.client.id),
  'the mandate comes to its end': () => Promise.resolve(clock.forward(2 * second)),
};

/** What comes of going on from a page; a page or a list that offers nobody is no code. */
async function codeFrom(going: Promise<Shown>): Promise<string | null> {
  const { location } = await going.catch(() => ({ location: null }));
  return location === null ? null : new URL(location, house.url).searchParams.get('code');
}

const table = Object.keys(ways).flatMap((way) => Object.keys(dialects).map((dialect) => [way, dialect] as const));

test.each(table)('when %s, no step of a sign-in leads further, %s', async (way, dialect) => {
  const arrival = await arrive(dialects[dialect] ?? {}, { soon: way === 'the mandate comes to its end' });
  await ways[way]?.(arrival);
  const { service, token, brought, fromList, fromChoice } = arrival;
  expect(await fromList()).toBeNull();
  expect(await fromChoice()).toBeNull();
  const { status, body } = await service.token(brought);
  expect([status, body['id_token'], body['access_token']]).toEqual([400, undefined, undefined]);
  const userinfo = await service.userinfo(token);
  expect([userinfo.status, userinfo.text.includes('Joséphine')]).toEqual([401, false]);
  expect((await service.introspect(token)).body['active']).not.toBe(true);
});

test('while nothing ends, every step leads further: the table would notice a page that refuses for another reason', async () => {
  for (const facts of Object.values(dialects)) {
    const { service, token, brought, fromList, fromChoice } = await arrive(facts);
    expect(await fromList()).not.toBeNull();
    expect(await fromChoice()).not.toBeNull();
    expect((await service.userinfo(token)).text).not.toBe('');
    const { body } = await service.token(brought);
    expect(Object.keys(body)).toEqual(expect.arrayContaining(['id_token', 'access_token']));
    expect(body).not.toHaveProperty('refresh_token'); // none is ever given
  }
  clock.forward(day);
});
