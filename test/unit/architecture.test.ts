import { parseSource, reaches, readSources, type Import, type Source } from '../support/sources.ts';

/** The plan of src/README.md, from the cellar up: a room opens the doors of the rooms before it, never of those after it. */
const floors =
  'db http paper journal notifications people organisations identity mandates provider cases own-space management supervision operation'.split(
    ' ',
  );
const gardens = ['demo', 'cli'];
const hall = /^src\/(errors|clock|root|vault|loopback)\.ts$/;
const drawers = /(^|\/)(utils?|helpers?|common|shared|types|interfaces|constants|services|repositories|models|dto|lib|misc)\//;
/** Lists of everything there is, a line each: as long as they must be. */
const lists = /^src\/(access|errors|journal\/events)\.ts$/;

interface Rule {
  readonly about: RegExp;
  readonly except?: RegExp;
  /** What is wrong with this file, in a few words each. */
  readonly faults: (file: Source, all: ReadonlyMap<string, Source>) => readonly string[];
}

const importsOf = (wrong: (one: Import) => boolean) => (file: Source) => file.imports.filter(wrong).map((one) => `imports ${one.of}`);
const found = (pattern: RegExp) => (file: Source) => [...file.code.matchAll(pattern)].map(([text]) => `says ${text.trim()}`);
const from = (...packages: string[]) => importsOf(({ of }) => packages.some((name) => of === name || of.startsWith(`${name}/`)));

const rules: Record<string, Rule> = {
  'every room is on the plan': {
    about: /^src\/.+\//,
    faults: ({ path }) => ([...floors, ...gardens].includes(roomOf(path) ?? '') ? [] : ['is in a room that nobody planned']),
  },
  'a room opens doors downwards only': {
    about: /^src\//,
    faults: (file) => importsOf(({ of }) => of.startsWith('src/') && height(of) > height(file.path))(file),
  },
  'nothing in the house imports the demonstration': {
    about: /^(src|views)\//,
    except: /^src\/(demo\/|cli\/seed\.ts)/,
    faults: importsOf(({ of }) => of.startsWith('src/demo/')),
  },
  'the house imports no test': { about: /^(src|views)\//, faults: importsOf(({ of }) => of.startsWith('test/')) },
  'modules do not import each other in a circle': {
    about: /^(src|views)\//,
    faults: (file, all) => (reaches(file.path, file.path, all, new Set()) ? ['imports itself, through others'] : []),
  },
  'a view knows types, nouns and texts, never how things are done': {
    about: /^views\//,
    faults: importsOf(
      ({ of, typeOnly }) =>
        !typeOnly &&
        !/^(views|locales)\/|^preact|^src\/(errors\.ts|http\/(texts|sentences|languages|dates|lists|assets|parse-form)\.ts)|\/(clock|procedures|mandate|draft|person|helper|application|department|pseudonym|life|look|pictograms|contact|case|outcome|organisation|renewal|hours)\.ts$/.test(
          of,
        ),
    ),
  },
  'HTTP is spoken in the street only': {
    about: /^src\//,
    except: /(routes|guards)\.ts$|^src\/(http|demo)\/|^src\/(app|server)\.ts$/,
    faults: from('express', 'helmet', 'pino-http'),
  },
  'SQL is in the cellar only': {
    about: /^src\//,
    except: /store\.ts$|^src\/db\//,
    faults: (file) => [
      ...from('knex', 'pg')(file),
      ...found(/\.raw[<(]|\b(tx|db)(<[^>()]*>)?\(['"`]|\b(insert into|delete from)\s\w+/gi)(file),
    ],
  },
  'queries are given the time': { about: /store\.ts$/, faults: found(/(?<![.\w])now\(\)|current_timestamp/gi) },
  'only clock.ts reads the time': {
    about: /^(src|views)\//,
    except: /^src\/(clock\.ts|demo\/)/,
    faults: found(/Date\.now\(|new Date\(\)/g),
  },
  'only the front doors read the environment': {
    about: /^(src|views)\//,
    except: /^src\/(server\.ts|cli\/|demo\/(start|simulators)\.ts)/,
    faults: found(/process\.env\b/g),
  },
  'the product has no test mode': { about: /^(src|views)\//, except: /^src\/demo\/start\.ts/, faults: found(/NODE_ENV|JEST_WORKER_ID/g) },
  'no barrels': { about: /^(src|views|test)\//, faults: found(/^export \*.*/gm) },
  'no drawers': { about: /^(src|views|test)\//, faults: (file) => (drawers.test(file.path) ? ['is in a drawer'] : []) },
  'a file is read in one sitting': {
    about: /^(src|views|test)\//,
    except: lists,
    faults: (file) => (file.lines > 150 ? [`has ${file.lines} lines`] : []),
  },
};

const house = readSources('src', 'views', 'test');

test.each(Object.keys(rules))('%s', (name) => {
  expect([...house.values()].flatMap((file) => faultsOf(name, file, house))).toEqual([]);
});

/** Each rule's enemies: a file that must not get past it. */
const enemies: readonly (readonly [rule: string, path: string, text: string])[] = [
  ['every room is on the plan', 'src/attic/chest.ts', ''],
  ['a room opens doors downwards only', 'src/identity/routes.ts', "import { obstacle } from '../mandates/mandate.ts';"],
  ['a room opens doors downwards only', 'src/mandates/x.ts', "import type {\n  Context,\n} from '../context.ts';"],
  ['a room opens doors downwards only', 'src/people/x.ts', "const x = await import('../cli/index.ts');"],
  ['a room opens doors downwards only', 'src/errors.ts', "export { now } from './db/database.ts';"],
  ['nothing in the house imports the demonstration', 'src/server.ts', "import './demo/start.ts';"],
  ['the house imports no test', 'src/app.ts', "import { world } from '../test/support/world.ts';"],
  ['modules do not import each other in a circle', 'src/people/a.ts', "import { b } from './a.ts';"],
  ['a view knows types, nouns and texts, never how things are done', 'views/a.tsx', "import { x } from '../src/people/store.ts';"],
  ['HTTP is spoken in the street only', 'src/mandates/revoke-mandate.ts', "import type { Request } from 'express';"],
  ['SQL is in the cellar only', 'src/mandates/revoke-mandate.ts', "import type { Knex } from 'knex';"],
  ['SQL is in the cellar only', 'src/mandates/revoke-mandate.ts', "await work.tx<Row>('mandates').update({});"],
  ['SQL is in the cellar only', 'src/mandates/routes.ts', 'await needs.db.raw(`select 1`);'],
  ['queries are given the time', 'src/mandates/store.ts', "tx.raw('select 1 where now() > expires_at')"],
  ['only clock.ts reads the time', 'src/mandates/store.ts', 'const at = new Date();'],
  ['only the front doors read the environment', 'src/http/render.ts', 'process.env.PORT'],
  ['the product has no test mode', 'src/cli/index.ts', "process.env['NODE_ENV']"],
  ['no barrels', 'src/people/index.ts', "export * from './person.ts';"],
  ['no drawers', 'src/http/utils/trim.ts', ''],
  ['a file is read in one sitting', 'src/app.ts', '\n'.repeat(151)],
];

test.each(enemies)('is kept by force: %s (%s)', (name, path, text) => {
  const file = parseSource(path, text);
  expect(faultsOf(name, file, new Map([[path, file]]))).not.toEqual([]);
});

test('every rule has its enemy', () => {
  expect(Object.keys(rules).filter((name) => !enemies.some(([rule]) => rule === name))).toEqual([]);
});

test('words in comments and times already known offend nobody', () => {
  const file = parseSource(
    'src/mandates/mandate.ts',
    "// new Date() and process.env\n/* from 'express' */ const at = new Date(row.at); clock.now();",
  );
  expect(Object.keys(rules).flatMap((name) => faultsOf(name, file, new Map()))).toEqual([]);
});

function faultsOf(name: string, file: Source, all: ReadonlyMap<string, Source>): string[] {
  const rule = rules[name];
  if (!rule?.about.test(file.path) || rule.except?.test(file.path)) return [];
  return rule.faults(file, all).map((fault) => `${file.path} ${fault}`);
}

/** The hall lies under every room; the street (server, app, context, config) above them all, and so do its two gardens, demo and cli. */
function height(path: string): number {
  if (hall.test(path)) return -1;
  const room = roomOf(path);
  return room === undefined || gardens.includes(room) ? floors.length : floors.indexOf(room);
}

function roomOf(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1];
}
