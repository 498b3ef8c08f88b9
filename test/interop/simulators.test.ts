import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import * as openid from 'openid-client';
import { startFranceConnect } from '../../src/demo/franceconnect.ts';
import { startInbox } from '../../src/demo/inbox.ts';
import { startProConnect } from '../../src/demo/proconnect.ts';

type Rp = openid.Configuration;
type Browser = ReturnType<typeof visitor>;

const home = 'http://localhost:9';
const uris = { redirectUris: [`${home}/callback`], postLogoutRedirectUris: [`${home}/signed-out`] };
const client = { clientId: 'procura-test', clientSecret: 'a-secret-of-thirty-two-characters', ...uris };
const franceConnect = await startFranceConnect({ port: 0, clients: [client] });
const proConnect = await startProConnect({ port: 0, clients: [client] });
const dataDir = mkdtempSync(join(tmpdir(), 'procura-inbox-'));
afterAll(async () => {
  await Promise.all([franceConnect.close(), proConnect.close()]);
  rmSync(dataDir, { recursive: true });
});

const franceConnectRp = await relyingParty(franceConnect.url, {});
const proConnectRp = await relyingParty(proConnect.url, { userinfo_signed_response_alg: 'ES256' });
const acr = (value: string) => JSON.stringify({ id_token: { acr: { essential: true, values: [value] }, amr: null } });
const person = { scope: 'openid identite_pivot email preferred_username idp_id', acr_values: 'eidas1' };
const helper = { scope: 'openid given_name usual_name email uid siret', claims: acr('eidas1-mfa') };

test.each([
  ['josephine', { given_name: 'Joséphine Marie', family_name: 'ST-PIERRE', email: 'josephine@usager.example', idp_id: 'ameli' }],
  ['noe', { birthdate: '2013-04-18', gender: 'male' }],
  ['yamina', { birthdate: '1950-00-00', birthplace: '', birthcountry: '99352' }],
  ['gaston', { email: undefined, birthdate: '1938-11-30' }],
  ['lucette', { idp_id: 'procura' }],
])('FranceConnect tells who %s is', async (id, expected) => {
  const { tokens, userinfo } = await signIn(visitor(), franceConnectRp, { ...person, prompt: 'login' }, id);
  expect(tokens.claims()).toMatchObject({ acr: 'eidas1', sub: expect.stringMatching(/^[0-9a-f]{64}v1$/) });
  expect({ email: undefined, ...userinfo }).toMatchObject(expected);
});

test('FranceConnect keeps a session, which prompt=login does not use and another person ends', async () => {
  const browser = visitor();
  const first = await signIn(browser, franceConnectRp, person, 'josephine');
  expect((await signIn(browser, franceConnectRp, person, null)).userinfo.sub).toBe(first.userinfo.sub);
  const again = (await request(franceConnectRp, { ...person, prompt: 'login' })).url;
  expect((await browser.open(again)).text).toContain('Avec quelle identité');
  const other = await signIn(browser, franceConnectRp, { ...person, prompt: 'login' }, 'armand');
  expect(other.userinfo).toMatchObject({ family_name: 'GUILLOT' });
  expect((await signIn(browser, franceConnectRp, person, null)).userinfo.sub).toBe(other.userinfo.sub);
});

test.each([
  ['a nonce of 21 characters', { nonce: 'x'.repeat(21) }, expect.stringContaining('nonce')],
  ['no level', { acr_values: '' }, expect.stringContaining('acr_values')],
  ['a level it has not', { acr_values: 'eidas3' }, expect.stringContaining('acr_values')],
])('FranceConnect refuses %s', async (_what, parameters, description) => {
  const back = new URL((await visitor().open((await request(franceConnectRp, { ...person, ...parameters })).url)).url);
  expect(Object.fromEntries(back.searchParams)).toMatchObject({ error: 'invalid_request', error_description: description });
});

test.each([
  ['FranceConnect', franceConnectRp, person, 'josephine'],
  ['ProConnect', proConnectRp, helper, 'Claire Morel'],
])('at %s one may refuse, and a logout returns without a click', async (_name, rp, parameters, account) => {
  await expect(signIn(visitor(), rp, parameters, '')).rejects.toMatchObject({ error: 'access_denied' });
  const browser = visitor();
  const { tokens } = await signIn(browser, rp, parameters, account);
  const logout = { id_token_hint: tokens.id_token ?? '', post_logout_redirect_uri: `${home}/signed-out`, state: 'back' };
  for (const _twice of [1, 2])
    expect((await browser.open(openid.buildEndSessionUrl(rp, logout))).url).toBe(`${home}/signed-out?state=back`);
  expect((await browser.open((await request(rp, parameters)).url)).text).toContain('Avec quelle identité');
  const elsewhere = openid.buildEndSessionUrl(rp, { ...logout, post_logout_redirect_uri: 'http://localhost:9/elsewhere' });
  expect((await browser.open(elsewhere)).text).toContain('not registered');
});

test('ProConnect signs who the helper is, and refuses who has no second factor when it is essential', async () => {
  const { tokens, userinfo } = await signIn(visitor(), proConnectRp, helper, 'Claire Morel');
  expect(tokens.claims()).toMatchObject({ acr: 'eidas1-mfa', amr: ['pwd', 'totp', 'mfa'] });
  expect(userinfo).toMatchObject({ usual_name: 'Morel', email: 'claire.morel@ccas-villeneuve.example', siret: '26990012200012' });
  await expect(signIn(visitor(), proConnectRp, helper, 'Hugo Lemaire')).rejects.toMatchObject({ error: 'access_denied' });
  const weaker = { ...helper, claims: acr('eidas1') };
  expect((await signIn(visitor(), proConnectRp, weaker, 'Hugo Lemaire')).tokens.claims()).toMatchObject({ acr: 'eidas1' });
});

test('the inbox shows mails and SMS, once each, and still after a restart', async () => {
  const options = { port: 0, smtpPort: 0, dataDir, smsToken: 'gateway-token' };
  const inbox = await startInbox(options);
  const mail = { from: 'procura@example.org', to: 'j@usager.example', subject: 'Un mandat', text: 'Voir https://procura.example/m/1.' };
  await createTransport({ host: '127.0.0.1', port: inbox.smtpPort }).sendMail(mail);
  const sms = (token: string, id: string) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const body = JSON.stringify({ to: '+33639980101', text: 'Répondez oui <ou> non', id });
    return fetch(`${inbox.url}/sms`, { method: 'POST', headers, body });
  };
  const answers = [await sms('wrong', 'a'), await sms('gateway-token', 'b'), await sms('gateway-token', 'b')];
  expect(answers.map(({ status }) => status)).toEqual([401, 202, 202]);
  await inbox.close();
  const reopened = await startInbox(options);
  const list: { id: string; kind: string }[] = await (await fetch(`${reopened.url}/messages.json`)).json();
  expect(list.map(({ kind }) => kind)).toEqual(['sms', 'mail']);
  const page = async (path: string) => (await fetch(reopened.url + path)).text();
  expect(await page(`/messages/${list[1]?.id ?? ''}`)).toContain('<a href="https://procura.example/m/1">https://procura.example/m/1</a>.');
  expect(await page('/?to=%2B33639980101')).toMatch(/Répondez oui &lt;ou> non(?!.*Un mandat)/);
  await reopened.close();
});

function relyingParty(url: string, metadata: object) {
  const own = { id_token_signed_response_alg: 'ES256', ...metadata };
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- simulators on this machine have no certificate
  const execute = [openid.allowInsecureRequests, openid.enableNonRepudiationChecks];
  return openid.discovery(new URL(`${url}/api/v2`), client.clientId, own, openid.ClientSecretPost(client.clientSecret), { execute });
}

async function request(rp: Rp, parameters: Record<string, string>) {
  const [expectedState, expectedNonce, pkceCodeVerifier] = [openid.randomState(), openid.randomNonce(), openid.randomPKCECodeVerifier()];
  const code_challenge = await openid.calculatePKCECodeChallenge(pkceCodeVerifier);
  const own = {
    redirect_uri: `${home}/callback`,
    state: expectedState,
    nonce: expectedNonce,
    code_challenge,
    code_challenge_method: 'S256',
  };
  return { checks: { expectedState, expectedNonce, pkceCodeVerifier }, url: openid.buildAuthorizationUrl(rp, { ...own, ...parameters }) };
}

/** Signs in as the account of this id or name; '' refuses, null expects no page at all. */
async function signIn(browser: Browser, rp: Rp, parameters: Record<string, string>, account: string | null) {
  const { checks, url } = await request(rp, parameters);
  const page = await browser.open(url);
  const chosen = new RegExp(`value="([^"]+)"><strong>${account ?? ''}<`).exec(page.text)?.[1] ?? account ?? '';
  const back = account === null ? page : await browser.open(page.url, new URLSearchParams({ account: chosen }));
  const tokens = await openid.authorizationCodeGrant(rp, new URL(back.url), checks);
  return { tokens, userinfo: await openid.fetchUserInfo(rp, tokens.access_token, tokens.claims()?.sub ?? '') };
}

/** A browser: cookies for localhost whatever the port, redirections followed up to the client's own address. */
function visitor() {
  const cookies = new Map<string, string>();
  const open = async (url: string | URL, body?: URLSearchParams): Promise<{ url: string; text: string }> => {
    if (String(url).startsWith(home)) return { url: String(url), text: '' };
    const headers = { cookie: [...cookies.values()].join('; ') };
    const answer = await fetch(url, { redirect: 'manual', headers, ...(body && { method: 'POST', body }) });
    for (const cookie of answer.headers.getSetCookie()) cookies.set(cookie.split('=', 1).join(), cookie.split(';', 1).join());
    const to = answer.headers.get('location');
    return to === null ? { url: String(url), text: await answer.text() } : open(new URL(to, url));
  };
  return { open };
}
