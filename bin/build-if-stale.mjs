// Builds before `npm start`, but only when something changed since the last build: a start must not wait for the compiler.
// Nor for its verdict: the gate checks the types (npm run check), which takes twice the time of writing the code out.
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const sources = ['src', 'views', 'locales', 'package-lock.json'];
const built = modified('dist/.built');

if (built === undefined || sources.some((path) => newest(path) > built)) {
  console.log('Compilation…');
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'src/tsconfig.json', '--noCheck'], { stdio: 'inherit' });
  writeFileSync('dist/.built', '');
}

function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

function newest(path) {
  if (!statSync(path).isDirectory()) return modified(path);
  return Math.max(modified(path), ...readdirSync(path).map((name) => newest(join(path, name))));
}
