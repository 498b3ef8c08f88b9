// Builds before `npm start`, but only when something changed since the last build: a start must not wait for the compiler.
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const sources = ['src', 'views', 'locales', 'package-lock.json'];
const built = modified('dist/.built');

if (built === undefined || sources.some((path) => newest(path) > built)) {
  console.log('Compilation…');
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit', shell: process.platform === 'win32' });
}

function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

function newest(path) {
  if (!statSync(path).isDirectory()) return modified(path);
  return Math.max(modified(path), ...readdirSync(path).map((name) => newest(join(path, name))));
}
