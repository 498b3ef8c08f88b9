import { readFileSync } from 'node:fs';

/** Busy time of all processors, in milliseconds: the database, the writers and the sequencer, when nothing else runs. */
export function machineCpuMs(): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, soft = 0] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '')
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + soft) * 10;
}
