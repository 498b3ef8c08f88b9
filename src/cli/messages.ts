import type { Command } from 'commander';
import { deliverDue } from '../notifications/deliver.ts';
import { withContext } from './with-context.ts';

/** `procura messages deliver`: one round of what is due, for a scheduler; the service does it by itself. */
export function messageCommands(program: Command): void {
  const messages = program.command('messages').description('what we tell people');
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
