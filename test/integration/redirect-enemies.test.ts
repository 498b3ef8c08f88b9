import { Browser } from '../support/browser.ts';
import { openProviderHouse } from '../support/provider-house.ts';
import { type Changes, RelyingParty } from '../support/relying-party.ts';

const house = await openProviderHouse();
const { world } = house;
const service = new RelyingParty(house, await world.client());

const neverRedirected: readonly (readonly [what: string, changes: Changes, says: string])[] = [
  ['no client', { client_id: null }, 'Demande du service illisible'],
  ['a client nobody knows', { client_id: 'nobody' }, 'Service inconnu'],
  ['a client whose name is an injection', { client_id: "x' or '1'='1" }, 'Service inconnu'],
  ['no redirect_uri', { redirect_uri: null }, 'Demande du service illisible'],
  ['another origin', { redirect_uri: 'https://evil.example/callback' }, 'Adresse de retour inconnue'],
  ['another path', { redirect_uri: 'https://service.example/callback/more' }, 'Adresse de retour inconnue'],
  ['one character less', { redirect_uri: 'https://service.example/callbac' }, 'Adresse de retour inconnue'],
  ['one slash more', { redirect_uri: 'https://service.example/callback/' }, 'Adresse de retour inconnue'],
  ['a query added', { redirect_uri: 'https://service.example/callback?x=1' }, 'Adresse de retour inconnue'],
  ['a fragment added', { redirect_uri: 'https://service.example/callback#x' }, 'Adresse de retour inconnue'],
  ['another case', { redirect_uri: 'https://SERVICE.example/callback' }, 'Adresse de retour inconnue'],
  ['another scheme', { redirect_uri: 'http://service.example/callback' }, 'Adresse de retour inconnue'],
  ['a port added', { redirect_uri: 'https://service.example:443/callback' }, 'Adresse de retour inconnue'],
  ['a user before the host', { redirect_uri: 'https://service.example@evil.example/callback' }, 'Adresse de retour inconnue'],
  ['a path that climbs', { redirect_uri: 'https://service.example/x/../callback' }, 'Adresse de retour inconnue'],
  ['javascript', { redirect_uri: 'javascript:alert(1)' }, 'Adresse de retour inconnue'],
  ['another client’s address', { redirect_uri: 'https://hub.example/api/v2/oidc-callback' }, 'Adresse de retour inconnue'],
];

test.each(neverRedirected)('%s: a page in plain words, and nobody is redirected', async (_what, changes, says) => {
  const { status, location, text, headers } = await new Browser().request(service.request(changes));
  expect({ status, location }).toEqual({ status: 400, location: null });
  expect(text).toContain(says);
  expect(text).toContain('<html lang="fr"');
  expect(headers.get('content-security-policy')).toContain("form-action 'self'");
});
