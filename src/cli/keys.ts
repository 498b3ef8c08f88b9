import type { Command } from 'commander';
import { atomically } from '../db/database.ts';
import { rotateSigningKeys } from '../provider/keys.ts';
import { withContext } from './with-context.ts';

/** `procura keys rotate`: the next signing keys, published long before, sign from now on. */
export function keyCommands(program: Command): void {
  const keys = program.command('keys').description('signing keys of the provider');
  keys
    .command('rotate')
    .description('the next keys sign; those that signed stay published for a month')
    .action(() =>
      withContext(async (context) => {
        await atomically(context, rotateSigningKeys);
        console.log('The next signing keys are current; instances follow within 30 seconds.');
      }),
    );
}
