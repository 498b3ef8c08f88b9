import type { Command } from 'commander';
import { atomically } from '../db/database.ts';
import { createSubject, serviceSubject } from '../journal/subject-keys.ts';
import { ensureSigningKeys } from '../provider/keys.ts';
import { withContext } from './with-context.ts';

/** `procura migrate`: the schema, and the keys the service needs before its first request. */
export function migrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('brings the database up to date')
    .action(() =>
      withContext(async (context) => {
        await atomically(context, async (work) => {
          await createSubject(work, serviceSubject);
          await ensureSigningKeys(work);
        });
        console.log('The database is up to date.');
      }),
    );
}
