import type { Command } from 'commander';
import { readConfig } from '../config.ts';
import { seedDemonstration } from '../demo/seed.ts';
import { sitesOf } from '../demo/settings.ts';
import { withContext } from './with-context.ts';

/** `procura seed`: the demonstration data, where FranceConnect is the simulator. A second time changes nothing. */
export function seedCommand(program: Command): void {
  program
    .command('seed')
    .description('lays the demonstration data, where FranceConnect is the simulator')
    .action(async () => {
      const sites = sitesOf(readConfig(process.env));
      await withContext((context) => seedDemonstration(context, sites));
      console.log('The demonstration data are there.');
    });
}
