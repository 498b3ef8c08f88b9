import { spawnSync } from 'node:child_process';
import type { Row } from '../journal.ts';

/** The short run of `npm run test:faults` that kills, on a server of its own: what its own count says, and whether it found everything in order. */
export function faultRows(): Row[] {
  const only = ['--silent=false', '--testPathIgnorePatterns=/node_modules/', '--runInBand', 'test/faults/kills'];
  const { status, stdout, stderr } = spawnSync('npm', ['test', '--', ...only], { encoding: 'utf8', env: { ...process.env, FAULTS: '' } });
  const counted = (name: string) => Number(new RegExp(`\\b${name}: (\\d+)`).exec(stdout + stderr)?.[1] ?? NaN);
  const [kills, stages, acknowledged] = [counted('kills'), counted('stages'), counted('acknowledged')];
  const name = 'T15 kills without loss, duplicate or fork (≥ 200: `FAULTS=240 npm run test:faults`)';
  if (status === 0 && Number.isNaN(kills)) return [[name, '≥ 20 a push', 'not measured: PostgreSQL cannot be started here']];
  const isHeld = status === 0 && kills >= 20;
  const told = `${kills} at ${stages} stages, ${acknowledged} acts acknowledged: ${isHeld ? 'none lost' : 'see `npm run test:faults`'}`;
  return [[name, '≥ 20 a push', told, isHeld]];
}
