import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = folderOfPackage(dirname(fileURLToPath(import.meta.url)));

/** A file that is shipped beside the code (locales, public, migrations), wherever the code runs from: source, build or tests. */
export function projectFile(...segments: readonly string[]): string {
  return join(root, ...segments);
}

function folderOfPackage(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('No package.json above the code');
  return folderOfPackage(parent);
}
