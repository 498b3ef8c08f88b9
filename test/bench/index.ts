import { removeAll } from './support/databases.ts';
import { closeConnections } from './support/http.ts';

/** Markdown to print, at its end or line by line. */
type Told = Promise<string> | AsyncIterable<string>;

const parts: Readonly<Record<string, () => Promise<{ readonly bench: () => Told }>>> = {
  'sign-ins': () => import('./sign-ins.ts'),
  pages: () => import('./pages.ts'),
  person: () => import('./person.ts'),
  start: () => import('./start.ts'),
  journal: () => import('./journal.ts'),
  organisations: () => import('./organisations.ts'),
  supervision: () => import('./supervision.ts'),
  oversight: () => import('./oversight.ts'),
};

/** `npm run bench [part]`: one part, or all of them one after the other. */
async function run(asked: string | undefined): Promise<void> {
  const names = asked === undefined ? Object.keys(parts) : [asked];
  for (const name of names) {
    const part = parts[name];
    if (!part) throw new Error(`There is no bench named ${name}: choose among ${Object.keys(parts).join(', ')}.`);
    const { bench } = await part();
    const told = bench();
    if (Symbol.asyncIterator in told) for await (const line of told) console.log(line);
    else console.log(await told);
    console.log();
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void removeAll().finally(() => process.exit(1)));

try {
  await run(process.argv[2]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  closeConnections();
}
