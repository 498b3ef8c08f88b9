import { minute } from '../../src/clock.ts';
import { translator } from '../../src/http/texts.ts';
import { Browser, type Shown } from '../support/browser.ts';
import { besideAHelper } from '../support/beside-a-helper.ts';
import { choose } from '../support/sign-in.ts';
import { openIdentityHouse } from '../support/upstream.ts';

const house = await openIdentityHouse();
afterAll(() => house.close());

const { clock, url } = house;
const t = translator('fr');
const { handOver, answerOf, isSignedInThere } = besideAHelper(house);

test('a person signs in beside a helper; their session at FranceConnect is over, and the helper is back at the draft', async () => {
  const here = await handOver();
  const back = await choose(here.browser, here.page, 'Yamina BENALI');
  expect(back).toMatchObject({ url: `${url}/drafts/${here.draftId}`, text: expect.stringContaining(here.helper.email) });
  expect(house.identified.at(-1)).toMatchObject({
    ...{ draftId: here.draftId, issuer: `${house.franceConnectUrl}/api/v2`, acr: 'eidas1', idpId: 'ameli', authTime: expect.any(Date) },
    ...{
      subject: expect.stringMatching(/^[0-9a-f]{64}v1$/),
      beside: { helper: { id: here.helper.id }, organisation: { id: here.helper.organisation.id } },
    },
    identity: {
      givenName: 'Yamina',
      familyName: 'BENALI',
      birthdate: '1950-00-00',
      birthplace: '',
      birthcountry: '99352',
      phoneNumber: '+33639980104',
    },
  });
  expect(await isSignedInThere(here)).toBe(false);
});

test('we ask for a fresh sign-in, with PKCE, a level, and a nonce as long as the strictest upstream wants', async () => {
  let asked: Record<string, string> = {};
  await handOver((question) => (asked = Object.fromEntries(question.searchParams)));
  expect(asked).toMatchObject({ prompt: 'login', acr_values: 'eidas1', code_challenge_method: 'S256', response_type: 'code' });
  expect(asked['scope']?.split(' ')).toEqual(expect.arrayContaining(['openid', 'birthplace', 'birthcountry', 'idp_id']));
  expect([asked['nonce'], asked['state']]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), expect.stringMatching(/^[0-9a-f]{64}$/)]);
});

test('an identity refused by the rooms above is refused after the person is signed out of FranceConnect', async () => {
  house.refuseNext('person_is_minor');
  const here = await answerOf('Noé GUILLOT');
  const ending = await here.browser.request(here.callback);
  expect(ending.location).toContain(`${house.franceConnectUrl}/api/v2/session/end?id_token_hint=`);
  const refused = await here.browser.open(ending.location ?? '');
  expect(refused).toMatchObject({ status: 403, text: expect.stringContaining(`href="/drafts/${here.draftId}"`) });
  expect(house.notIdentified.at(-1)).toMatchObject({
    draftId: here.draftId,
    refusal: 'person_is_minor',
    beside: { helper: { id: here.helper.id } },
  });
  expect(await isSignedInThere(here)).toBe(false);
});

test('what breaks in the rooms above does not leave the person signed in either', async () => {
  house.breakNext();
  const here = await answerOf('Armand GUILLOT');
  expect(await here.browser.open(here.callback)).toMatchObject({
    status: 500,
    text: expect.stringContaining(t('refusal.identification_failed.title')),
  });
  expect(house.notIdentified.at(-1)).toMatchObject({ refusal: 'identification_failed' });
  expect(await isSignedInThere(here)).toBe(false);
});

test('a person who gives up is told so, with a way back to the draft', async () => {
  const here = await handOver();
  const cancelled = await here.browser.submit(here.page, '', { fields: { cancel: 'yes' } });
  expect(cancelled).toMatchObject({ status: 403, text: expect.stringContaining(t('refusal.person_cancelled.title')) });
  expect(cancelled.text).toContain(`href="/drafts/${here.draftId}"`);
  expect(house.notIdentified.at(-1)).toMatchObject({ draftId: here.draftId, refusal: 'person_cancelled' });
});

type Answer = Awaited<ReturnType<typeof answerOf>>;
const deliver = ({ browser, callback }: Answer): Promise<Shown> => browser.open(callback);
const changing = (name: string, value: string) => (answer: Answer) => {
  answer.callback.searchParams.set(name, value);
  return deliver(answer);
};

test.each<[string, (answer: Answer) => Promise<Shown>]>([
  ['in another browser', ({ callback }) => new Browser().open(callback)],
  ['in the session of another helper', async ({ callback }) => (await handOver()).browser.open(callback)],
  ['twice', async (answer) => (await deliver(answer), deliver(answer))],
  ['after ten minutes', (answer) => (clock.forward(10 * minute), deliver(answer))],
  ['with a state of nobody', changing('state', '0'.repeat(64))],
  ['at the door of helpers', ({ browser, callback }) => browser.open(`${url}/sign-in/proconnect/callback${callback.search}`)],
])('an answer brought %s identifies nobody', async (_how, bring) => {
  const answer = await answerOf('Armand GUILLOT');
  const refused = await bring(answer);
  expect(refused.text).not.toMatch(/[?;]state=/);
  const said = t(
    _how === 'in another browser' ? 'person.refusal.upstream_request_unknown.title' : 'refusal.upstream_request_unknown.title',
  );
  expect(refused).toMatchObject({ status: 403, text: expect.stringContaining(said) });
  expect(house.identified.filter(({ draftId }) => draftId === answer.draftId).length).toBeLessThanOrEqual(_how === 'twice' ? 1 : 0);
});

test.each<[string, (question: URL) => void, (answer: Answer) => Promise<Shown>]>([
  ['a nonce we did not give', (question) => question.searchParams.set('nonce', '0'.repeat(64)), deliver],
  ['another issuer', () => undefined, changing('iss', 'https://other.example')],
  ['an invented code', () => undefined, changing('code', 'invented')],
])('an answer with %s identifies nobody, and the draft hears of it', async (_what, tamper, bring) => {
  const answer = await answerOf('Armand GUILLOT', tamper);
  expect(await bring(answer)).toMatchObject({ status: 403, text: expect.stringContaining(t('refusal.upstream_refused.title')) });
  expect(house.notIdentified.at(-1)).toMatchObject({ draftId: answer.draftId, refusal: 'upstream_refused' });
  expect(house.identified.map(({ draftId }) => draftId)).not.toContain(answer.draftId);
});

test('an answer signed with a nonce we did not give still ends the session it opened at FranceConnect', async () => {
  const answer = await answerOf('Armand GUILLOT', (question) => question.searchParams.set('nonce', '0'.repeat(64)));
  await deliver(answer);
  expect(await isSignedInThere(answer)).toBe(false);
});

test('where one comes back to cannot be read from another browser', async () => {
  const here = await answerOf('Armand GUILLOT');
  const ending = await here.browser.request(here.callback);
  const signedOut = await here.browser.open(ending.location ?? '', { until: (address) => address.startsWith(url) });
  const other = await (await handOver()).browser.request(signedOut.location ?? '');
  expect(other.location).toBe(`${url}/home`);
});
