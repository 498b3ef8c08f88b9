import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { projectFile } from '../root.ts';

const accessibilityResults = z.object({
  /** The day of the inspection, `YYYY-MM-DD`. */
  inspectedOn: z.iso.date(),
  pages: z.int().positive(),
  languages: z.int().positive(),
  /** Pages times the languages that each has. */
  sights: z.int().positive(),
  axe: z.string(),
  htmlValidate: z.string(),
});

/** What the last inspection of every page found nothing wrong in, written by the test that does it. */
export type AccessibilityResults = z.infer<typeof accessibilityResults>;

export function readAccessibilityResults(): AccessibilityResults {
  return accessibilityResults.parse(JSON.parse(readFileSync(projectFile('public', 'accessibility.json'), 'utf8')));
}
