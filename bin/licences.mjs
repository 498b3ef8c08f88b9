// Fails when a production dependency has a licence outside the list. Reads what npm itself knows, through no extra package.
import { execFileSync } from 'node:child_process';

const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1', // fonts
  'Unlicense',
]);

// Their package.json says nothing, the licence in the package does.
const unsaid = new Map([['png-js', 'MIT']]);

const installed = JSON.parse(
  execFileSync('npm', ['query', ':not(:root)'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'ignore'],
  }),
);
const shipped = installed.filter((p) => !p.dev && !p.devOptional && p.path?.includes('node_modules'));
if (shipped.length === 0) throw new Error('npm names no production package: run npm ci first');

const refused = shipped.filter((p) => !accepts(licenceOf(p)));
console.log(`${shipped.length} production packages, ${refused.length} with a licence outside the list`);
for (const p of refused) console.error(`  ${p.name}@${p.version}: ${licenceOf(p)}`);
process.exitCode = refused.length ? 1 : 0;

/** The licence as one SPDX expression, whatever age of package.json it comes from. */
function licenceOf({ name, license, licenses }) {
  const said = license ?? licenses ?? unsaid.get(name) ?? 'none';
  return [said]
    .flat()
    .map((one) => one.type ?? one)
    .join(' OR ');
}

/** An expression passes when one of its alternatives is allowed in full. */
function accepts(expression) {
  const alternatives = expression.replace(/[()]/g, '').split(' OR ');
  return alternatives.some((all) => all.split(' AND ').every((one) => allowed.has(one.trim())));
}
