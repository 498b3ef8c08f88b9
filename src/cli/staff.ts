import { type Command } from 'commander';
import { z } from 'zod';
import { atomically, type Work } from '../db/database.ts';
import { addOmbudsman, addOperator, addSupervisor, type Appointee } from '../organisations/appoint.ts';
import type { Helper } from '../organisations/helper.ts';
import { withContext } from './with-context.ts';

/** `procura operator add`, `procura supervisor add`: who runs and who watches the service. */
export function staffCommands(program: Command): void {
  const operator = program.command('operator').description('who runs the service');
  particulars(operator.command('add').description('gives somebody an account to operate the service')).action((options: unknown) =>
    add('operator', options, addOperator),
  );
  const supervisor = program.command('supervisor').description('who watches the service');
  particulars(supervisor.command('add').description('gives somebody an account to supervise organisations'))
    .requiredOption('--territory <names...>', 'as organisations say theirs; * is the whole country')
    .option('--ombudsman', 'watches the supervisors too')
    .action((options: unknown) => {
      const { territory: territories, ombudsman } = watching.parse(options);
      const appoint = ombudsman ? addOmbudsman : addSupervisor;
      return add(ombudsman ? 'ombudsman' : 'supervisor', options, (work, appointee) => appoint(work, { ...appointee, territories }));
    });
}

function particulars(command: Command): Command {
  return command
    .requiredOption('--email <address>', 'where links to sign in are sent')
    .requiredOption('--given-name <name>')
    .requiredOption('--family-name <name>');
}

const name = z.string().trim().min(1).max(100);
const appointee = z.object({ email: z.email(), givenName: name, familyName: name });
const watching = z.object({ territory: z.array(name).min(1), ombudsman: z.boolean().default(false) });

async function add(duty: string, options: unknown, appoint: (work: Work, appointee: Appointee) => Promise<Helper>): Promise<void> {
  const given = appointee.parse(options);
  const [helper, address] = await withContext(async (context) => [
    await atomically(context, (work) => appoint(work, given)),
    context.publicUrl,
  ]);
  console.log(`${helper.email} is ${duty} now: to sign in at ${address}/sign-in and put a second factor in place.`);
}
