import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { atomically } from '../db/database.ts';
import { changeSignals } from '../provider/change-signals.ts';
import { listClients } from '../provider/client-store.ts';
import { disableClient } from '../provider/disable-client.ts';
import { registrationForm, signalsForm } from '../provider/forms.ts';
import { registerClient } from '../provider/register-client.ts';
import { withContext } from './with-context.ts';

/** `procura client add|list|tell|disable`: the relying parties. Never a deploy. */
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
    .action(tell);
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

async function tell(id: string, { logout, events }: { readonly logout?: string; readonly events?: string }): Promise<void> {
  const parsed = signalsForm.safeParse({ backchannelLogoutUri: logout, eventsUri: events });
  if (!parsed.success) throw new Error(parsed.error.issues.map(({ message }) => message).join('\n'));
  await withContext((context) => atomically(context, (work) => changeSignals(work, id, parsed.data)));
  console.log(`${id} is told of endings ${logout === undefined && events === undefined ? 'nowhere any more' : 'there from now on'}.`);
}

async function disable(id: string): Promise<void> {
  await withContext((context) => atomically(context, (work) => disableClient(work, id)));
  console.log(`${id} is disabled.`);
}
