import { z } from 'zod';
import { closingRules } from './journal/close-volume.ts';

interface Setting {
  readonly meaning: string;
  readonly schema: z.ZodType;
  /** What it is when the environment says nothing; absent: required. */
  readonly fallback?: string;
  readonly secret?: true;
}

const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/$/, ''));
const key = z
  .string()
  .transform((value) => Buffer.from(value, 'base64'))
  .refine((bytes) => bytes.length === 32, 'must be 32 bytes in base64');
const port = z.coerce.number().int().min(0).max(65_535);
const list = z.string().transform((value) => value.split(',').filter((item) => item !== ''));
const keys = list
  .transform((values) => values.map((value) => Buffer.from(value, 'base64')))
  .refine((all) => all.every((bytes) => bytes.length === 32), 'must be 32 bytes in base64, or several separated by commas');

/** Every setting there is; printed into the README and .env.example by `npm run document`. */
export const settings = {
  DATABASE_URL: {
    meaning: 'PostgreSQL 15 or later; empty: the embedded database in DATA_DIR',
    schema: z.string(),
    fallback: '',
    secret: true,
  },
  DATABASE_DIRECT_URL: {
    meaning:
      'PostgreSQL itself, when DATABASE_URL is a pooler in transaction mode (PgBouncer): the journal’s leader and `migrate` need connections of their own; empty: DATABASE_URL',
    schema: z.string(),
    fallback: '',
    secret: true,
  },
  DATA_DIR: { meaning: 'folder of the embedded database', schema: z.string().min(1), fallback: '.procura' },
  HOST: { meaning: 'address to listen on', schema: z.string().min(1), fallback: '127.0.0.1' },
  PORT: { meaning: 'port to listen on', schema: port, fallback: '3000' },
  METRICS_PORT: {
    meaning: 'port of the Prometheus metrics, on a listener of its own; empty: none',
    schema: z.union([z.literal('').transform(() => null), port]),
    fallback: '',
  },
  PUBLIC_URL: { meaning: 'address people and clients know us by; our issuer is PUBLIC_URL/oidc', schema: url },
  MASTER_KEY: {
    meaning:
      'wraps the keys of the persons, seals secrets at rest; 32 bytes, base64; during a rotation (`procura keys rotate master`) the new one, a comma, the former',
    schema: keys.refine((all) => all.length > 0, 'must be 32 bytes in base64'),
    secret: true,
  },
  PAIRWISE_KEY: { meaning: 'makes the pairwise subjects; never changes; 32 bytes, base64', schema: key, secret: true },
  JOURNAL_KEY: {
    meaning:
      'Ed25519 seed that signs the journal, 32 bytes, base64; during a rotation the new one, a comma, the former; empty: this instance never leads the journal',
    schema: keys,
    fallback: '',
    secret: true,
  },
  JOURNAL_ORIGIN: {
    meaning: 'name of the journal in what it signs, such as procura.example.fr/journal/2026; empty: the host of PUBLIC_URL, /journal',
    schema: z.string().regex(/^[^\s+]*$/),
    fallback: '',
  },
  JOURNAL_CLOSING: {
    meaning:
      'when the volume of the journal under way is closed: `yearly`, by whoever leads it, at the turn of the year in Paris, or at the next start; `command`: only by `procura journal close`',
    schema: z.enum(closingRules),
    fallback: 'yearly',
  },
  ANCHOR_FILE: {
    meaning: 'file outside the database that holds the last head signed; empty: journal-anchor in DATA_DIR',
    schema: z.string(),
    fallback: '',
  },
  JOURNAL_POLICY_FILE: {
    meaning: 'tlog-policy file: our keys, the witnesses we ask to cosign the journal, and how many must; empty: nobody is asked',
    schema: z.string(),
    fallback: '',
  },
  FRANCECONNECT_ISSUER: { meaning: 'who vouches for persons', schema: url },
  FRANCECONNECT_CLIENT_ID: { meaning: 'our client there', schema: z.string().min(1) },
  FRANCECONNECT_CLIENT_SECRET: { meaning: 'its secret', schema: z.string().min(1), secret: true },
  FRANCECONNECT_OWN_IDP_ID: {
    meaning: 'how FranceConnect names us as identity provider (`idp_id`): identities that come from us are refused',
    schema: z.string().min(1),
    fallback: 'procura',
  },
  PROCONNECT_ISSUER: { meaning: 'who vouches for helpers', schema: url },
  PROCONNECT_CLIENT_ID: { meaning: 'our client there', schema: z.string().min(1) },
  PROCONNECT_CLIENT_SECRET: { meaning: 'its secret', schema: z.string().min(1), secret: true },
  SMTP_URL: { meaning: 'mail server, smtp:// or smtps://', schema: z.url({ protocol: /^smtps?$/ }), secret: true },
  MAIL_FROM: { meaning: 'sender of our mails', schema: z.string().min(3), fallback: 'Procura <ne-pas-repondre@procura.example>' },
  SMS_GATEWAY_URL: { meaning: 'HTTP gateway that sends SMS', schema: url },
  SMS_GATEWAY_TOKEN: { meaning: 'bearer token of the gateway', schema: z.string().min(1), secret: true },
  SMS_INBOUND_TOKEN: {
    meaning: 'bearer token with which the gateway hands us the SMS it receives (POST /api/v1/sms); empty: SMS_GATEWAY_TOKEN',
    schema: z.string(),
    fallback: '',
    secret: true,
  },
  TRUSTED_PROXIES: {
    meaning: 'addresses of the proxies in front of us, comma separated; their X-Forwarded-For is believed',
    schema: list,
    fallback: '',
  },
  PRIVATE_NETWORK_CLIENTS: {
    meaning: 'hosts on a private network that clients may be called at (jwks_uri, signals), comma separated',
    schema: list,
    fallback: '',
  },
  RETENTION_YEARS: {
    meaning: 'how long a person’s data are kept after their last mandate ended, before `procura retention run` destroys their key',
    schema: z.coerce.number().int().min(1).max(30),
    fallback: '5',
  },
  LOG_LEVEL: {
    meaning: 'fatal, error, warn, info, debug or silent',
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']),
    fallback: 'info',
  },
} as const satisfies Record<string, Setting>;

export type Config = { readonly [Name in keyof typeof settings]: z.output<(typeof settings)[Name]['schema']> };

/** The environment as a frozen Config. Throws one Error that names every fault, a line each. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const values: Record<string, unknown> = {};
  const faults: string[] = [];
  for (const [name, setting] of Object.entries<Setting>(settings)) {
    const raw = environment[name] ?? setting.fallback;
    const parsed = raw === undefined ? null : setting.schema.safeParse(raw);
    if (parsed?.success) values[name] = parsed.data;
    else faults.push(`${name} ${parsed ? reason(parsed.error) : 'is missing'} (${setting.meaning})`);
  }
  if (faults.length > 0) throw new Error(`The configuration is not usable:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  // each value was parsed by its own schema in the loop above
  return Object.freeze(values) as Config;
}

function reason(error: z.ZodError): string {
  return `is wrong: ${error.issues.map((issue) => issue.message).join(', ')}`;
}
