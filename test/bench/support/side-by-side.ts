import { percentile, shown, verdict } from './figures.ts';
import type { Answer, Visitor } from './http.ts';

/** What a page took where there is little and where there is much, and its size. */
export interface Line {
  readonly name: string;
  readonly took: readonly [number[], number[]];
  bytes: number;
}

export interface Timed extends Answer {
  readonly took: number;
}

/** Somebody's browser, and whose pages it opens. */
export interface Side<T> {
  readonly browser: Visitor;
  readonly of: T;
}

const warmUp = 5;

/** Every page on both sides by turns, so that a disturbance of some seconds does not fall on one alone. */
export async function compare<T>(
  sides: readonly Side<T>[],
  pages: readonly (readonly [name: string, path: (of: T) => string])[],
  looks: number,
): Promise<Line[]> {
  const lines = pages.map(([name]): Line => ({ name, took: [[], []], bytes: 0 }));
  for (let look = -warmUp; look < looks; look++)
    for (const [index, [name, pathOf]] of pages.entries())
      for (const [side, { browser, of }] of sides.entries()) {
        const page = await timed(browser.get(pathOf(of)));
        if (page.status !== 200) throw new Error(`${name}: ${String(page.status)} ${page.location}`);
        if (look >= 0) note(lines[index], side, page);
      }
  return lines;
}

/** Adds what an answer took to its line, for the first side or the other. */
export function note(line: Line | undefined, side: number, { took, bytes }: Timed): void {
  if (!line) return;
  line.took[side === 0 ? 0 : 1].push(took);
  line.bytes = Math.max(line.bytes, bytes);
}

export function headsOf(few: number, many: number): string[] {
  const times = [`p50 at ${String(few)}`, `p50 at ${String(many)}`, `p95 at ${String(few)}`, `p95 at ${String(many)}`];
  return ['what (ms)', ...times, '≤ 30 ms', '≤ 1.5 ×', 'kB', '≤ 100'];
}

export function rowOf({ name, took: [few, many], bytes }: Line): string[] {
  const p95 = [percentile(few, 95), percentile(many, 95)] as const;
  const times = [percentile(few, 50), percentile(many, 50), ...p95].map(shown);
  return [
    ...[name, ...times, verdict(p95[1], { most: 30 }), verdict(p95[1] / p95[0], { most: 1.5 })],
    ...[shown(bytes / 1_000), verdict(bytes / 1_000, { most: 100 })],
  ];
}

export async function timed(asked: Promise<Answer>): Promise<Timed> {
  const from = performance.now();
  const answer = await asked;
  return { ...answer, took: performance.now() - from };
}
