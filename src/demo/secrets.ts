import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from './demo-app.ts';

const names = [
  'MASTER_KEY',
  'PAIRWISE_KEY',
  'JOURNAL_KEY',
  'FRANCECONNECT_CLIENT_SECRET',
  'PROCONNECT_CLIENT_SECRET',
  'SMS_GATEWAY_TOKEN',
] as const;

/** Settings that are secret, by their name. */
export type DemoSecrets = Readonly<Record<(typeof names)[number], string>>;

/** The secrets of this folder, made the first time. Throws one sentence when they cannot be read, or are gone while the database is not. */
export function keepSecrets(dataDir: string): DemoSecrets {
  const file = join(dataDir, 'secrets.json');
  if (existsSync(file)) return readSecrets(file);
  if (existsSync(join(dataDir, 'pg')))
    throw new Error(
      `Le dossier ${dataDir} a une base de données mais plus ses clés : remettez-y secrets.json, ou effacez le dossier pour repartir de zéro.`,
    );
  const secrets = Object.fromEntries(names.map((name) => [name, randomBytes(32).toString('base64')])) as DemoSecrets; // one for each name
  writeSecrets(dataDir, file, secrets);
  return secrets;
}

function readSecrets(file: string): DemoSecrets {
  const secrets = parsed(file);
  if (isRecord(secrets) && names.every((name) => isKey(secrets[name]))) return secrets as DemoSecrets; // checked on this line
  throw new Error(`Le fichier ${file} est abîmé : remettez-en une copie, ou effacez tout le dossier pour repartir de zéro.`);
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function isKey(value: unknown): boolean {
  return typeof value === 'string' && Buffer.from(value, 'base64').length === 32;
}

/** Whole or not at all, and for nobody else's eyes. */
function writeSecrets(dataDir: string, file: string, secrets: DemoSecrets): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch (cause) {
    throw new Error(`On ne peut pas écrire dans le dossier ${dataDir} : vérifiez les droits, ou donnez-en un autre (DATA_DIR).`, { cause });
  }
}
