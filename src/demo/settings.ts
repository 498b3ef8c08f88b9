import type { Config } from '../config.ts';
import type { DemoSites } from './seed.ts';

/** What `npm start` can be told, by the environment. */
export interface DemoSettings {
  readonly host: string;
  readonly ports: Readonly<Record<PortName, number>>;
  readonly dataDir: string;
  /** Empty: the embedded database. */
  readonly databaseUrl: string;
  readonly logLevel: string;
}

/** Whose port each setting is, and what it is when nothing is said. */
export const portSettings = {
  PORT: { of: 'Procura', fallback: 3000 },
  FRANCECONNECT_PORT: { of: 'simulateur FranceConnect', fallback: 3001 },
  PROCONNECT_PORT: { of: 'simulateur ProConnect', fallback: 3002 },
  SERVICE_PORT: { of: 'caisse de démonstration', fallback: 3003 },
  INBOX_PORT: { of: 'boîte de réception', fallback: 3004 },
  SMTP_PORT: { of: 'serveur de mail', fallback: 3005 },
} as const satisfies Record<string, { of: string; fallback: number }>;

export type PortName = keyof typeof portSettings;

type Environment = Readonly<Record<string, string | undefined>>;

/** The settings of `npm start`. Throws one sentence for the first that is wrong. */
export function readDemoSettings(environment: Environment): DemoSettings {
  return {
    host: oneOf(environment, 'HOST', ['127.0.0.1', '0.0.0.0', 'localhost', '::1', '::']),
    ports: readPorts(environment),
    dataDir: environment['DATA_DIR'] || '.procura',
    databaseUrl: databaseUrl(environment['DATABASE_URL'] ?? ''),
    logLevel: oneOf(environment, 'LOG_LEVEL', ['warn', 'fatal', 'error', 'info', 'debug', 'silent']),
  };
}

/** Where the demonstration is, as a service's own settings tell. Throws when these name a FranceConnect that is not our simulator. */
export function sitesOf(
  config: Config,
  { servicePort }: { readonly servicePort: number } = { servicePort: portSettings.SERVICE_PORT.fallback },
): DemoSites {
  const issuer = new URL(config.FRANCECONNECT_ISSUER);
  if (!/(^|\.)localhost$/.test(issuer.hostname))
    throw new Error(
      'FRANCECONNECT_ISSUER n’est pas un simulateur de cette machine : les comptes de démonstration, publics, n’y ont pas leur place.',
    );
  return {
    service: `http://${issuer.hostname.replace(/^franceconnect\./, 'service.')}:${servicePort}`,
    franceConnect: issuer.origin,
    people: { issuer: config.FRANCECONNECT_ISSUER, clientId: config.FRANCECONNECT_CLIENT_ID },
    publicUrl: config.PUBLIC_URL,
    pairwiseKey: config.PAIRWISE_KEY,
  };
}

function readPorts(environment: Environment): Record<PortName, number> {
  const names = Object.keys(portSettings) as PortName[]; // the keys of the constant above
  const ports = names.map((name) => [name, readPort(name, environment[name] || String(portSettings[name].fallback))] as const);
  for (const [index, [name, port]] of ports.entries()) {
    const other = ports.slice(0, index).find(([, taken]) => taken === port);
    if (other) throw new Error(`${other[0]} et ${name} demandent le même port ${port} : donnez-en un à chacun.`);
  }
  return Object.fromEntries(ports) as Record<PortName, number>;
}

function readPort(name: PortName, text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw new Error(`${name} vaut « ${text} » : il faut un numéro de port, de 1 à 65535.`);
  return port;
}

/** The first is what it is when nothing is said. */
function oneOf(environment: Environment, name: string, values: readonly [string, ...string[]]): string {
  const value = environment[name] || values[0];
  if (!values.includes(value)) throw new Error(`${name} vaut « ${value} » : il faut ${values.join(', ')}.`);
  return value;
}

function databaseUrl(value: string): string {
  if (value === '' || (URL.canParse(value) && /^postgres(ql)?:$/.test(new URL(value).protocol))) return value;
  throw new Error('DATABASE_URL n’est pas une adresse postgres:// : corrigez-la, ou retirez-la pour prendre la base embarquée.');
}
