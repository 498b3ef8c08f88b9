import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { closeConnections } from './support/http.ts';

/** What a part of the bench gives back: Markdown to print. A part that prints by itself gives nothing. */
interface Part {
  readonly bench?: () => Promise<string | undefined>;
}

const parts = ['sign-ins', 'pages', 'start', 'journal'];

/** `npm run bench [part]`: one part, or all of them one after the other. */
async function run(asked: string | undefined): Promise<void> {
  if (asked !== undefined && !parts.includes(asked)) throw new Error(`There is no bench named ${asked}: choose among ${parts.join(', ')}.`);
  for (const part of asked === undefined ? parts : [asked]) {
    const address = new URL(`./${part}.ts`, import.meta.url);
    if (!existsSync(fileURLToPath(address))) {
      console.log(`## ${part}: not written yet\n`);
      continue;
    }
    const { bench } = (await import(address.href)) as Part; // each part exports `bench`
    const printed = await bench?.();
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
