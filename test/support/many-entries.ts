import { randomBytes } from 'node:crypto';

/** The statement that writes so many entries at once, of no importance, but whole and canonical. */
export function manyEntries(count: number): string {
  const at = '2026-11-22T00:00:00.000Z';
  const digests = Array.from({ length: 8 }, () => randomBytes(32).toString('base64url')).sort();
  const [before, after] = JSON.stringify({ _sd: digests, at, id: '|', k: 'mandate_used', v: 1 }).split('|');
  return `insert into journal.entries (at, event, leaf)
    select '${at}', 'mandate_used', convert_to('${before}' || gen_random_uuid() || '${after}', 'UTF8') from generate_series(1, ${count})`;
}
