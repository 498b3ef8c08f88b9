import type { Db, Tx } from '../db/database.ts';
import { selecting } from '../db/joined-columns.ts';
import { statement } from '../db/statement.ts';
import type { Vault } from '../vault.ts';
import { type Client, eventsContext, secretContext } from './client.ts';

const columns = {
  id: 'clients.id',
  name: 'clients.name',
  dialect: 'clients.dialect',
  delegationMode: 'clients.delegation_mode',
  procedures: 'clients.procedures',
  proof: 'clients.proof',
  sensitiveActs: 'clients.sensitive_acts',
  metadata: 'clients.metadata',
  logoutUri: 'clients.logout_uri',
  eventsUri: 'clients.events_uri',
  eventsAuthorization: 'clients.events_authorization',
  secret: 'clients.secret',
  disabledAt: 'clients.disabled_at',
} as const;

type Row = Omit<Client, 'secret' | 'eventsAuthorization'> & { readonly secret: Buffer | null; readonly eventsAuthorization: Buffer | null };

export async function findClient(db: Db | Tx, vault: Vault, id: string): Promise<Client | undefined> {
  const row = (await db.select(columns).from('clients').where('id', id).first()) as Row | undefined;
  return row && open(vault, row);
}

export async function listClients(db: Db, vault: Vault): Promise<Client[]> {
  const rows = (await db.select(columns).from('clients').orderBy('id')) as Row[];
  return rows.map((row) => open(vault, row));
}

/** Held until the transaction ends: disabling it waits. */
export async function lockClientForUse(tx: Tx, vault: Vault, id: string): Promise<Client | undefined> {
  const [row] = (await lockForUse(tx, { id })).rows;
  return row && open(vault, row);
}

/** Held alone; whether there is one. */
export async function lockClientForChange(tx: Tx, id: string): Promise<boolean> {
  return (await tx('clients').where('id', id).forUpdate().first('id')) !== undefined;
}

const lockForUse = statement<Row>(`select ${selecting(columns)} from clients where id = :id for share`);

/** Whether the identifier was free. */
export async function insertClient(
  tx: Tx,
  vault: Vault,
  { client, createdAt }: { readonly client: Client; readonly createdAt: Date },
): Promise<boolean> {
  const rows = await tx
    .insert({
      id: client.id,
      name: client.name,
      dialect: client.dialect,
      delegation_mode: client.delegationMode,
      procedures: client.procedures,
      proof: client.proof,
      sensitive_acts: [...client.sensitiveActs],
      metadata: JSON.stringify(client.metadata),
      logout_uri: client.logoutUri,
      events_uri: client.eventsUri,
      events_authorization: sealedAuthorization(vault, client),
      secret: client.secret === null ? null : vault.seal('client-secret', secretContext(client.id), client.secret),
      created_at: createdAt,
    })
    .into('clients')
    .onConflict('id')
    .ignore()
    .returning('id');
  return rows.length === 1;
}

/** Where it is told, from now on, and how we prove ourselves there. */
export async function setSignals(
  tx: Tx,
  vault: Vault,
  client: Pick<Client, 'id' | 'logoutUri' | 'eventsUri' | 'eventsAuthorization'>,
): Promise<void> {
  const { id, logoutUri, eventsUri } = client;
  const told = { logout_uri: logoutUri, events_uri: eventsUri, events_authorization: sealedAuthorization(vault, client) };
  await tx('clients').where('id', id).update(told);
}

function sealedAuthorization(vault: Vault, { id, eventsAuthorization }: Pick<Client, 'id' | 'eventsAuthorization'>): Buffer | null {
  return eventsAuthorization === null ? null : vault.seal('events-authorization', eventsContext(id), eventsAuthorization);
}

/** Whether it was disabled. */
export async function setEnabled(tx: Tx, id: string): Promise<boolean> {
  return (await tx('clients').where('id', id).whereNotNull('disabled_at').update({ disabled_at: null })) > 0;
}

/** Whether it was still enabled. */
export async function setDisabled(tx: Tx, id: string, at: Date): Promise<boolean> {
  return (await tx('clients').where('id', id).whereNull('disabled_at').update({ disabled_at: at })) > 0;
}

function open(vault: Vault, row: Row): Client {
  const { id, secret, eventsAuthorization: said } = row;
  return {
    ...row,
    secret: secret && vault.open('client-secret', secretContext(id), secret).toString(),
    eventsAuthorization: said && vault.open('events-authorization', eventsContext(id), said).toString(),
  };
}

/** How relying parties are called, by their id; all of them unless told which. */
export async function namesOfClients(db: Db | Tx, ids?: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const query = db.select({ id: 'id', name: 'name' }).from('clients').orderBy('name');
  if (ids) void query.whereIn('id', ids);
  const rows = (await query) as { id: string; name: string }[];
  return new Map(rows.map(({ id, name }) => [id, name]));
}
