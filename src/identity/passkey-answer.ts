import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import { Refusal } from '../errors.ts';

/** What a new authenticator answered. Refuses what is not an answer at all; the library judges the rest. */
export function parseAttestation(text: string): RegistrationResponseJSON {
  const parsed = credentialShape.safeParse(parseJson(text));
  if (!parsed.success) throw new Refusal('passkey_not_accepted', { cause: 'not an answer' });
  return parsed.data as unknown as RegistrationResponseJSON; // the library reads each member, and refuses what is not as it must be
}

/** What a known authenticator answered; null for what is not an answer at all. */
export function parseAssertion(text: string): AuthenticationResponseJSON | null {
  const parsed = credentialShape.safeParse(parseJson(text));
  return parsed.success ? (parsed.data as unknown as AuthenticationResponseJSON) : null; // the library reads each member
}

const credentialShape = z.looseObject({
  id: z.string().regex(/^[\w-]{1,1400}$/),
  rawId: z.string(),
  type: z.literal('public-key'),
  response: z.record(z.string(), z.unknown()),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
