import type { Command } from 'commander';
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { GrowingTree, hashLeaf } from '../journal/merkle.ts';
import { parseLeaf } from '../journal/receipt.ts';
import { type Replayed, replaySample } from '../supervision/sample-file.ts';

/** `procura sample replay`: draws a sample again from its file, and holds what could be drawn against an export of the journal. */
export function sampleCommands(program: Command): void {
  program
    .command('sample')
    .description('random samples for review')
    .command('replay <file>')
    .description('draws a sample again from its file: says the same was drawn, or what differs')
    .option(
      '--export <file>',
      'an export of the journal: each entry of the population must be a use of the period in it, under the same root',
    )
    .action(replay);
}

async function replay(file: string, options: { readonly export?: string }): Promise<void> {
  const replayed = replaySample(readFileSync(file, 'utf8'));
  const faults = [...replayed.differences, ...(options.export === undefined ? [] : await faultsInExport(replayed, options.export))];
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
  else console.log(`The same uses are drawn: seed ${replayed.seed.toString('hex')}, from ${String(replayed.population.length)} uses.`);
}

/** Whether the population is in the journal that was signed. That it is all there was, an export does not say: it names no organisation. */
async function faultsInExport({ treeSize, root, population, parameters }: Replayed, file: string): Promise<string[]> {
  const missing = new Set(population);
  const tree = new GrowingTree(); // an export of any length: of its entries nothing is kept
  for await (const text of createInterface({ input: createReadStream(file, 'utf8') })) {
    const line = JSON.parse(text) as { readonly index?: number; readonly leaf?: string }; // an export's lines
    if (line.leaf === undefined || tree.size === treeSize) continue;
    const bytes = Buffer.from(line.leaf);
    tree.add(hashLeaf(bytes));
    const leaf = parseLeaf(bytes);
    if (leaf.k === 'mandate_used' && leaf.at >= parameters.from && leaf.at < parameters.to) missing.delete(leaf.id);
  }
  return [
    ...(tree.root().equals(root) ? [] : ['the export is not the journal this sample was drawn from: another root']),
    ...[...missing].map((id) => `${id} is no use of this period in the export`),
  ];
}
