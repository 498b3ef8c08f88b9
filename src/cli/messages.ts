import type { Command } from 'commander';
import { atomically } from '../db/database.ts';
import { retryDead } from '../notifications/dead-letters.ts';
import { countTroubled } from '../notifications/dead-letter-store.ts';
import { deliverDue } from '../notifications/deliver.ts';
import { withContext } from './with-context.ts';

/** `procura messages …`: what waits, one round of what is due for a scheduler (the service does it by itself), and what was given up. */
export function messageCommands(program: Command): void {
  const messages = program.command('messages').description('what we tell people');
  messages
    .command('count')
    .description('how many messages wait, fail, and were given up')
    .action(() =>
      withContext(async ({ db }) => {
        const { waiting, failing, dead } = await countTroubled(db);
        console.log(`${String(waiting)} waiting (${String(failing)} failing), ${String(dead)} given up.`);
      }),
    );
  messages
    .command('retry')
    .description('tries again all that was given up')
    .action(() =>
      withContext(async (context) => {
        const revived = await atomically(context, (work) => retryDead(work, { id: null }));
        console.log(`${String(revived)} messages will be tried again.`);
      }),
    );
  messages
    .command('deliver')
    .description('sends what is due now')
    .action(() =>
      withContext(async (context) => {
        let sent = 0;
        for (let taken = -1; taken !== 0; sent += taken) taken = await deliverDue(context);
        console.log(`${sent} messages taken.`);
      }),
    );
}
