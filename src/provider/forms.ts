import { z } from 'zod';
import { isLoopback } from '../loopback.ts';
import { procedureCodes } from '../mandates/procedures.ts';
import { sensitiveActs } from '../mandates/sensitive.ts';
import { outcomes } from '../mandates/receipt.ts';

/** Exact addresses only: no wildcard, no fragment; http on this very machine alone. */
const address = z.string().refine((value) => {
  const url = URL.parse(value);
  if (!url || url.hash !== '' || value.includes('*') || value.includes('#') || url.username !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}, 'must be an exact https address');

const signature = z.enum(['ES256', 'RS256', 'HS256']);
const publicKeys = z.object({ keys: z.array(z.looseObject({ kty: z.enum(['EC', 'RSA', 'OKP']), d: z.undefined().optional() })).min(1) });

/** The whole value of an `authorization` header, such as `Bearer …`. */
const authorization = z
  .string()
  .regex(/^[\x21-\x7e]+( [\x21-\x7e]+)*$/)
  .max(2_000);

/** What an operator registers of a relying party. */
export const registrationForm = z
  .object({
    id: z.string().regex(/^[\w.-]{3,64}$/),
    name: z.string().trim().min(1).max(100),
    dialect: z.enum(['direct', 'hub']),
    delegationMode: z.enum(['none', 'aware-act', 'aware-represents', 'hub']).default('none'),
    proof: z.enum(['pkce', 'nonce']).optional(),
    procedures: z.array(z.enum(procedureCodes)).default([]),
    sensitiveActs: z.array(z.enum(sensitiveActs)).default([]),
    redirectUris: z.array(address).min(1),
    postLogoutRedirectUris: z.array(address).default([]),
    authentication: z.enum(['client_secret_basic', 'client_secret_post', 'private_key_jwt']),
    secret: z
      .string()
      .regex(/^[A-Za-z0-9_-]{32,128}$/)
      .optional(),
    idTokenAlg: signature.default('ES256'),
    userinfo: z.enum(['json', ...signature.options]).default('json'),
    jwks: publicKeys.optional(),
    jwksUri: address.optional(),
    backchannelLogoutUri: address.optional(),
    eventsUri: address.optional(),
    eventsAuthorization: authorization.optional(),
  })
  .refine(
    ({ dialect, delegationMode }) => delegationMode === 'none' || (dialect === 'hub') === (delegationMode === 'hub'),
    'this delegation mode belongs to the other dialect',
  )
  .refine(({ dialect, sensitiveActs: acts }) => dialect === 'direct' || acts.length === 0, 'the hub names no acts')
  .refine(
    ({ dialect, idTokenAlg, backchannelLogoutUri, eventsUri }) =>
      (backchannelLogoutUri === undefined && eventsUri === undefined) || (dialect === 'direct' && idTokenAlg !== 'HS256'),
    'only a service whose id_tokens are signed with our keys can be told of endings',
  )
  .refine(
    ({ eventsUri, eventsAuthorization }) => eventsAuthorization === undefined || eventsUri !== undefined,
    'eventsAuthorization needs an eventsUri',
  )
  .refine(({ dialect, proof }) => dialect === 'direct' || proof !== 'pkce', 'the hub sends no code challenge')
  .refine(({ dialect, procedures }) => dialect === 'hub' || procedures.length > 0, 'a service is registered for at least one procedure')
  .refine(
    ({ authentication, jwks, jwksUri }) => authentication !== 'private_key_jwt' || (jwks === undefined) !== (jwksUri === undefined),
    'private_key_jwt needs jwks or jwksUri, one of the two',
  )
  .refine(
    ({ authentication, proof }) => authentication !== 'private_key_jwt' || proof !== 'nonce',
    'private_key_jwt clients prove with a code challenge',
  );

/** Where a known relying party wants to be told; absent: nowhere any more. */
export const signalsForm = z
  .object({ backchannelLogoutUri: address.optional(), eventsUri: address.optional(), eventsAuthorization: authorization.optional() })
  .refine(
    ({ eventsUri, eventsAuthorization }) => eventsAuthorization === undefined || eventsUri !== undefined,
    'eventsAuthorization needs an eventsUri',
  );

export type SignalAddresses = z.output<typeof signalsForm>;

export type Registration = z.output<typeof registrationForm>;

/** An element of `authorization_details`, of our only type. */
export const mandatedAct = z.strictObject({
  type: z.string(),
  procedure: z.string().min(1).max(200),
  actions: z.array(z.string().min(1).max(100)).max(20).optional(),
  locations: z.array(z.url()).max(20).optional(),
});

/** A line that says what was done, not of whom: short, and without what could be a number of somebody's. */
const label = z.string().regex(/^(?!.*\d{5})[\p{L}\p{M}\p{N} ’'(),.:/°–-]{1,80}$/u);

/** What a receipt states; nothing else may stand in it. */
export const receiptClaims = z.strictObject({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  iat: z.number().int().positive(),
  exp: z.number().int().positive(),
  nbf: z.number().int().optional(),
  jti: z.string().min(8).max(128),
  txn: z.string().min(1).max(64),
  sub: z.string().min(1).max(128),
  sub_id: z.strictObject({ format: z.literal('opaque'), id: z.string().max(128) }).optional(),
  act: z.looseObject({ sub: z.string().max(128) }).optional(),
  procedure: z.string().max(200).optional(),
  action: z.string().regex(/^[a-z][a-z0-9_.-]{0,63}$/),
  outcome: z.enum(outcomes),
  label: label.optional(),
  reference: z
    .string()
    .regex(/^[A-Za-z0-9._/-]{1,64}$/)
    .optional(),
  content_digest: z
    .string()
    .regex(/^sha-256:[\w-]{43}$/)
    .optional(),
});

export type ReceiptClaims = z.output<typeof receiptClaims>;

/** What the helper chose: a mandate of one person, and the procedure. */
export const choiceForm = z.object({ mandateId: z.uuid(), procedure: z.enum(procedureCodes) });

export type Choice = z.output<typeof choiceForm>;

/** What the person read out. */
export const confirmationForm = z.object({
  code: z
    .string('provider.confirm.shape')
    .transform((code) => code.replaceAll(/\s/g, ''))
    .pipe(z.string().regex(/^\d{6}$/, 'provider.confirm.shape')),
});

/** By what the code left, for the page to say. */
export const sentQuery = z.object({ sent: z.enum(['sms', 'email']).optional().catch(undefined) });

/** Where in the list of people one is. */
export const choiceQuery = z.object({
  q: z.string().trim().max(100).catch(''),
  page: z.coerce.number().int().min(1).max(500).catch(1),
  person: z.uuid().optional().catch(undefined),
});
