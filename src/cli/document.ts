import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { projectFile } from '../root.ts';
import { measureRules } from '../supervision/measure-rules.ts';
import { blocks, environmentExample, referenceBlocks } from './printed.ts';

/** `procura document`: what the code knows, printed into README.md and docs/reference.md between their markers, and into .env.example. */
export function documentCommand(program: Command): void {
  program
    .command('document')
    .description('prints settings, states and commands into the README, routes, refusals and events into docs/reference.md')
    .action(async () => {
      await print(projectFile('README.md'), blocks(program));
      await print(projectFile('docs', 'reference.md'), referenceBlocks());
      writeFileSync(projectFile('.env.example'), environmentExample());
      const figures = projectFile('src', 'supervision', 'rule-figures.ts');
      writeFileSync(figures, await tidy(figures, withFigures(readFileSync(figures, 'utf8'))));
    });
}

async function print(path: string, printed: Readonly<Record<string, string>>): Promise<void> {
  writeFileSync(path, await tidy(path, withBlocks(readFileSync(path, 'utf8'), printed)));
}

/** Puts each block between its markers. Throws when a marker is missing: a table that is printed nowhere is a fault. */
function withBlocks(text: string, printed: Readonly<Record<string, string>>): string {
  return Object.entries(printed).reduce((whole, [name, block]) => {
    const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [from, to] = [whole.indexOf(begin), whole.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`there is no place for ${name}: ${begin} … ${end}`);
    return `${whole.slice(0, from + begin.length)}\n\n${block}\n\n${whole.slice(to)}`;
  }, text);
}

/** What the rules of the alerts are worth, measured anew. */
function withFigures(source: string): string {
  return source.replace(/(= )\{[^]*\};\n$/, `$1${JSON.stringify(measureRules())};\n`);
}

async function tidy(path: string, text: string): Promise<string> {
  const { format, resolveConfig } = await import('prettier'); // a tool of development: the service runs without it
  return format(text, { ...(await resolveConfig(path)), filepath: path });
}
