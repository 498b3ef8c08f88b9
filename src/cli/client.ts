import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { atomically } from '../db/database.ts';
import { changeSignals } from '../provider/change-signals.ts';
import { listClients } from '../provider/client-store.ts';
import { disableClient } from '../provider/disable-client.ts';
import { registrationForm, signalsForm } from '../provider/forms.ts';
import { registerClient } from '../provider/register-client.ts';
import { verifyStream } from '../provider/verify-stream.ts';
import { withContext } from './with-context.ts';

/** `procura client add|list|tell|verify|disable`: the relying parties. Never a deploy. */
export function clientCommands(program: Command): void {
  const client = program.command('client').description('relying parties');
  client.command('add').description('registers a relying party from a JSON file and prints its secret once').argument('<file>').action(add);
  client.command('list').description('lists the relying parties').action(list);
  client
    .command('tell')
    .description('where a relying party is told that a mandate or a session ended; without an address, nowhere any more')
    .argument('<id>')
    .option('--logout <uri>', 'OpenID Connect Back-Channel Logout')
    .option('--events <uri>', 'security events, pushed (RFC 8935)')
    .option('--events-authorization <file>', 'a file with the value of the authorization header that the events carry, such as "Bearer …"')
    .action(tell);
  client
    .command('verify')
    .description('sends a verification event to where a relying party takes security events, and prints what it answered')
    .argument('<id>')
    .option('--state <text>', 'what it wants to read again')
    .action(verify);
  client.command('disable').description('refuses a relying party from now on and ends its uses').argument('<id>').action(disable);
}

async function add(file: string): Promise<void> {
  const parsed = registrationForm.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Error(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
  const registered = await withContext((context) => atomically(context, (work) => registerClient(work, parsed.data)));
  console.log(`${registered.id} is registered.${registered.secret === null ? '' : ` Its secret, shown this once: ${registered.secret}`}`);
}

async function list(): Promise<void> {
  const clients = await withContext(({ db, vault }) => listClients(db, vault));
  for (const { id, name, dialect, delegationMode, disabledAt } of clients) {
    console.log([id, name, dialect, delegationMode, disabledAt ? `disabled ${disabledAt.toISOString()}` : 'active'].join('  '));
  }
}

interface Telling {
  readonly logout?: string;
  readonly events?: string;
  readonly eventsAuthorization?: string;
}

async function tell(id: string, { logout, events, eventsAuthorization: file }: Telling): Promise<void> {
  const eventsAuthorization = file === undefined ? undefined : readFileSync(file, 'utf8').trim();
  const parsed = signalsForm.safeParse({ backchannelLogoutUri: logout, eventsUri: events, eventsAuthorization });
  if (!parsed.success) throw new Error(parsed.error.issues.map(({ message }) => message).join('\n'));
  await withContext((context) => atomically(context, (work) => changeSignals(work, id, parsed.data)));
  console.log(`${id} is told of endings ${logout === undefined && events === undefined ? 'nowhere any more' : 'there from now on'}.`);
}

async function verify(id: string, { state }: { readonly state?: string }): Promise<void> {
  const answer = await withContext((context) => verifyStream(context, { clientId: id, state }));
  console.log(answer === '202' ? `${id} took it: 202.` : `${id} did not take it: ${answer}.`);
  if (answer !== '202') process.exitCode = 1;
}

async function disable(id: string): Promise<void> {
  await withContext((context) => atomically(context, (work) => disableClient(work, id)));
  console.log(`${id} is disabled.`);
}
