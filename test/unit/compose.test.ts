import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { readConfig, settings } from '../../src/config.ts';

interface Service {
  readonly image?: string;
  readonly command?: string;
  readonly environment?: Readonly<Record<string, unknown>>;
  readonly depends_on?: object;
  readonly ports?: readonly string[];
}
// the shape that the compose specification gives to a file, as far as these tests look
const { services } = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as { services: Record<string, Service> };
const instances = ['procura-1', 'procura-2'];
const known: Record<string, { readonly meaning: string; readonly fallback?: string }> = settings;

describe.each(instances)('%s', (name) => {
  const environment = filledIn(services[name]?.environment ?? {});

  test('is given settings that exist, and every one it cannot do without', () => {
    expect(Object.keys(environment).filter((setting) => !(setting in known))).toEqual([]);
    expect(Object.keys(known).filter((setting) => known[setting]?.fallback === undefined && !(setting in environment))).toEqual([]);
  });

  test('starts with them', () => {
    expect(readConfig(environment)).toMatchObject({ PORT: 3000, HOST: '0.0.0.0' });
  });

  test('stands behind the proxy, which is believed', () => {
    expect(services['proxy']?.command).toContain(`--to ${name}:${String(environment['PORT'])}`);
    expect(services['proxy']).toHaveProperty('networks.default.ipv4_address', environment['TRUSTED_PROXIES']);
  });
});

test('both instances, what prepares them and the simulators are told the same', () => {
  for (const name of ['procura-2', 'prepare', 'simulators'])
    expect(services[name]?.environment).toEqual(services['procura-1']?.environment);
});

test('no key is published: those who start it make their own', () => {
  const environment = services['procura-1']?.environment ?? {};
  for (const setting of ['MASTER_KEY', 'PAIRWISE_KEY', 'DATABASE_URL']) expect(environment[setting]).toMatch(/\$\{\w+:\?/);
});

test('every command runs a file that the build makes', () => {
  const commands = Object.values(services).flatMap(({ command }) => command ?? []);
  const image = readFileSync('Dockerfile', 'utf8');
  const built = [...[...commands, image].join('\n').matchAll(/\bdist\/(\S+?)\.js\b/g)].map(([, module]) => `${String(module)}.ts`);
  expect(built).toContain('src/server.ts');
  expect(built.filter((path) => !existsSync(path))).toEqual([]);
});

test('services wait for services that exist, images are pinned, doors open on this machine only', () => {
  for (const { depends_on = {}, image, ports = [] } of Object.values(services)) {
    const awaited: unknown[] = Array.isArray(depends_on) ? depends_on : Object.keys(depends_on);
    expect(Object.keys(services)).toEqual(expect.arrayContaining(awaited));
    if (image !== 'procura') expect(image).toMatch(/:v?\d/);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  }
});

/** As compose does: `${NAME:-this}`, or a value of the person's own for `${NAME:?why}`. */
function filledIn(environment: Readonly<Record<string, unknown>>): Record<string, string> {
  const own = Buffer.alloc(32, 7).toString('base64');
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      String(value)
        .replace(/\$\{\w+:-([^}]*)\}/g, '$1')
        .replace(/\$\{\w+:\?[^}]*\}/g, () => (name.endsWith('_KEY') ? own : encodeURIComponent(own))),
    ]),
  );
}
