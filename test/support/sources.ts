import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';

export interface Import {
  /** A path from the project's folder, or a package's name. */
  readonly of: string;
  readonly typeOnly: boolean;
}

export interface Source {
  readonly path: string;
  readonly lines: number;
  /** The text without its comments. */
  readonly code: string;
  readonly imports: readonly Import[];
}

/** Every module under these folders, by its path. */
export function readSources(...folders: readonly string[]): Map<string, Source> {
  return new Map(folders.flatMap(filesUnder).map((path) => [path, parseSource(path, readFileSync(path, 'utf8'))]));
}

/** What a module says, read by its import lines: no compiler needed. */
export function parseSource(path: string, text: string): Source {
  const code = text.replace(/\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/.*$/gm, '');
  const statements = code.matchAll(
    /^\s*(?:import|export)\s+(type\s)?(?:[^'"`;=(]*?\bfrom\s+)?['"]([^'"]+)['"]|\bimport\(()['"]([^'"]+)['"]/gm,
  );
  const imports = [...statements].map(([, type, fixed, , dynamic]) => ({
    of: resolved(path, fixed ?? dynamic ?? ''),
    typeOnly: type !== undefined,
  }));
  return { path, lines: text.split('\n').length - 1, code, imports };
}

/** Does this module run the other one, itself or through others? Types do not run. */
export function reaches(path: string, goal: string, all: ReadonlyMap<string, Source>, seen: Set<string>): boolean {
  return (all.get(path)?.imports ?? []).some(({ of, typeOnly }) => {
    if (typeOnly || seen.has(of)) return false;
    seen.add(of);
    return of === goal || reaches(of, goal, all, seen);
  });
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name.replaceAll('\\', '/')))
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path));
}

function resolved(importer: string, specifier: string): string {
  return specifier.startsWith('.') ? join(dirname(importer), specifier) : specifier;
}
