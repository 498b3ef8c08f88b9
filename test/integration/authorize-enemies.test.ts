import { Browser } from '../support/browser.ts';
import { openProviderHouse } from '../support/provider-house.ts';
import { type Changes, RelyingParty } from '../support/relying-party.ts';

const house = await openProviderHouse();
const { world } = house;
const service = new RelyingParty(house, await world.client());

const refused: readonly (readonly [what: string, changes: Changes, error: string])[] = [
  ['no response_type', { response_type: null }, 'invalid_request'],
  ['an implicit flow', { response_type: 'id_token' }, 'unsupported_response_type'],
  ['a hybrid flow', { response_type: 'code id_token' }, 'unsupported_response_type'],
  ['no scope', { scope: null }, 'invalid_request'],
  ['a scope without openid', { scope: 'identite_pivot' }, 'invalid_request'],
  ['no code challenge', { code_challenge: null, code_challenge_method: null }, 'invalid_request'],
  ['a challenge without its method', { code_challenge_method: null }, 'invalid_request'],
  ['the plain method', { code_challenge_method: 'plain' }, 'invalid_request'],
  ['a challenge that is none', { code_challenge: 'short' }, 'invalid_request'],
  ['prompt=none', { prompt: 'none' }, 'login_required'],
  ['two prompts that exclude each other', { prompt: 'none login' }, 'invalid_request'],
  ['an unknown prompt', { prompt: 'dance' }, 'invalid_request'],
  ['a request object', { request: 'e30.e30.' }, 'request_not_supported'],
  ['a request by reference', { request_uri: 'https://service.example/request.jwt' }, 'request_uri_not_supported'],
  ['a pushed request nobody pushed', { request_uri: 'urn:ietf:params:oauth:request_uri:nothing' }, 'invalid_request_uri'],
  ['claims that are not JSON', { claims: '{' }, 'invalid_request'],
  ['claims that are a list', { claims: '[]' }, 'invalid_request'],
  ['claims of nothing', { claims: '{}' }, 'invalid_request'],
  ['claims with a number for a member', { claims: '{"id_token":{"rep_scope":1}}' }, 'invalid_request'],
  ['rep_scope values that are no list', { claims: '{"id_token":{"rep_scope":{"values":"Logement"}}}' }, 'invalid_request'],
  ['rep_scope values that are no words', { claims: '{"id_token":{"rep_scope":{"values":[1,null]}}}' }, 'invalid_request'],
  [
    'an essential level we do not give',
    { claims: '{"id_token":{"acr":{"essential":true,"values":["eidas3"]}}}' },
    'unmet_authentication_requirements',
  ],
  ['an id_token_hint that is none', { id_token_hint: 'not.a.token' }, 'invalid_request'],
  ['an unsigned id_token_hint', { id_token_hint: `${b64({ alg: 'none' })}.${b64({ sub: 'x', aud: 'x', iss: 'x' })}.` }, 'invalid_request'],
  ['a negative max_age', { max_age: '-1' }, 'invalid_request'],
  ['authorization_details that are not JSON', { authorization_details: 'x' }, 'invalid_authorization_details'],
  [
    'authorization_details of another type',
    { authorization_details: JSON.stringify([{ type: 'payment' }]) },
    'invalid_authorization_details',
  ],
  [
    'a mandated act without a procedure',
    { authorization_details: JSON.stringify([{ type: 'mandated-act' }]) },
    'invalid_authorization_details',
  ],
  [
    'a mandated act of an unknown procedure',
    { authorization_details: JSON.stringify([{ type: 'mandated-act', procedure: 'divorce' }]) },
    'invalid_authorization_details',
  ],
  [
    'a mandated act with a field we do not know',
    { authorization_details: JSON.stringify([{ type: 'mandated-act', procedure: 'logement', amount: 3 }]) },
    'invalid_authorization_details',
  ],
  [
    'actions that are no list',
    { authorization_details: JSON.stringify([{ type: 'mandated-act', procedure: 'logement', actions: 'read' }]) },
    'invalid_authorization_details',
  ],
  ['another resource', { resource: 'https://api.example' }, 'invalid_target'],
];

test.each(refused)('%s goes back to the service as an error, with state and issuer', async (_what, changes, error) => {
  const { status, location } = await new Browser().request(service.request(changes));
  const { search, hash } = new URL(location ?? 'about:blank');
  const back = Object.fromEntries(new URLSearchParams(search || hash.slice(1)));
  expect({ status, ...back }).toMatchObject({ status: 303, error, state: 's'.repeat(64), iss: house.issuer });
  expect(back).not.toHaveProperty('code');
});

function b64(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
