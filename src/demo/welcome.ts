import type { Config } from '../config.ts';
import { codesAt, secondsLeft } from './codes.ts';
import type { Site } from './garden.ts';
import { demoPeople } from './people.ts';

export interface Started {
  readonly config: Config;
  readonly sites: readonly Site[];
  readonly dataDir: string;
  readonly at: Date;
}

/** What somebody needs who just started all this and knows nothing: addresses, who to be, which code, what to do. */
export function welcome(started: Started): string {
  const { dataDir } = started;
  return [
    '',
    ...addresses(started),
    '',
    ...accounts(started),
    '',
    ...people(),
    '',
    ...walk(started),
    '',
    `Ctrl-C arrête tout. Les données restent dans ${dataDir} ; effacez ce dossier pour repartir de zéro.`,
  ].join('\n');
}

function addresses({ config, sites }: Started): string[] {
  const of = (port: string) => sites.find((site) => site.port === port)?.url ?? '';
  return [
    'ADRESSES',
    ...table([
      ['Procura', config.PUBLIC_URL],
      ['Caisse de démonstration', of('SERVICE_PORT'), 'un service qui accepte les mandats'],
      ['Boîte de réception', of('INBOX_PORT'), 'les mails et les SMS'],
      ['Codes des aidants', codesAddress({ sites }), 'toujours à jour'],
      ['Simulateur FranceConnect', of('FRANCECONNECT_PORT'), 'là où une personne prouve qui elle est'],
      ['  côté fournisseurs', `${of('FRANCECONNECT_PORT')}/hub`, 'FranceConnect qui demande une identité à Procura'],
      ['Simulateur ProConnect', of('PROCONNECT_PORT'), 'là où un aidant prouve qui il est'],
    ]),
  ];
}

/** Two lines each, to fit in a narrow terminal: what to type, and who that is. */
function accounts({ sites, at }: Started): string[] {
  const codes = codesAt(at);
  const lines = table(
    codes.map(({ name, email, code, next }) => [name, email, code && next ? `code ${spaced(code)}, puis ${spaced(next)}` : '']),
  );
  return [
    'AIDANTS : entrer par ProConnect en choisissant son nom, ou par un lien reçu par mail ; donner ensuite son code',
    ...codes.flatMap(({ hint, organisations }, index) => [lines[index] ?? '', `      ${[hint, ...organisations].join(' – ')}`]),
    `  Un code ne sert qu’une fois, et ceux-ci ne valent plus que ${secondsLeft(at) + 30} s : les suivants sont à ${codesAddress({ sites })}`,
  ];
}

/** As people read them out; the spaces may be typed or not. */
function spaced(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}

function codesAddress({ sites }: Pick<Started, 'sites'>): string {
  return `${sites.find((site) => site.port === 'INBOX_PORT')?.url ?? ''}/codes`;
}

function people(): string[] {
  return [
    'PERSONNES que l’on peut être chez FranceConnect',
    ...table(demoPeople.map(({ givenName, familyName, birthdate, hint }) => [`${givenName} ${familyName}`, birthdate, hint])),
  ];
}

function walk({ config, sites }: Started): string[] {
  const service = sites.find((site) => site.port === 'SERVICE_PORT')?.url ?? '';
  return [
    'LE PARCOURS, en cinq lignes',
    `  1. ${config.PUBLIC_URL} : se connecter par ProConnect en tant que Claire Morel, donner son code.`,
    '  2. Préparer un mandat (« Social, santé », un an) ; la personne se connecte à FranceConnect : choisir Joséphine ST-PIERRE.',
    '  3. Joséphine lit et accepte ; Claire signe avec un nouveau code : le mandat commence.',
    `  4. ${service} : se connecter, choisir Joséphine : la caisse dit qui agit, pour qui, jusqu’à quand.`,
    '  5. Dans Procura, mettre fin au mandat ; à la caisse, « Vérifier à nouveau » : c’est refusé.',
  ];
}

/** Columns as wide as their widest cell; the last one as wide as it likes. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>((widest, row) => row.map((cell, column) => Math.max(widest[column] ?? 0, cell.length)), []);
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}
