import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { closeConnections } from './support/http.ts';

/** What a part of the bench gives back: Markdown to print. A part that prints by itself gives nothing. */
interface Part {
  readonly bench?: () => Promise<string | undefined>;
}

const journal = new URL('./journal.ts', import.meta.url);

const parts: Readonly<Record<string, () => Promise<Part>>> = {
  'sign-ins': () => import('./sign-ins.ts'),
  pages: () => import('./pages.ts'),
  start: () => import('./start.ts'),
  journal: async () => (existsSync(fileURLToPath(journal)) ? ((await import(journal.href)) as Part) : notThere),
};

const notThere: Part = { bench: () => Promise.resolve('## Journal\n\nNot measured yet.') };

/** `npm run bench [part]`: one part, or all of them one after the other. */
async function run(asked: string | undefined): Promise<void> {
  const names = asked === undefined ? Object.keys(parts) : [asked];
  for (const name of names) {
    const part = parts[name];
    if (!part) throw new Error(`There is no bench named ${name}: choose among ${Object.keys(parts).join(', ')}.`);
    const printed = await (await part()).bench?.();
    if (printed !== undefined) console.log(`${printed}\n`);
  }
}

try {
  await run(process.argv[2]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  closeConnections();
}
