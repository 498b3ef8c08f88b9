import type { Db, Tx } from './database.ts';
import type { PgConnection } from './prepared.ts';

type Bindings = Readonly<Record<string, unknown>>;

/** What a statement gave back; `rowCount` is how many rows it touched. */
export interface Answered<Row> {
  readonly rows: Row[];
  readonly rowCount: number;
}

/**
 * SQL with named bindings (`:at`), read once, when its store is loaded: for what every request asks. The driver gets it as it is,
 * and the server plans it once per connection.
 */
export function statement<Row = Record<string, unknown>>(sql: string): (on: Db | Tx, bindings: Bindings) => Promise<Answered<Row>> {
  const names: string[] = [];
  const text = sql.replace(/(?<!:):([a-z]\w*)/gi, (_, name: string) => {
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  return async (on, bindings) => {
    const question = { text, values: names.map((name) => bindings[name] ?? null) };
    const { client } = on as unknown as Pooled; // what knex's own builders run on
    if ('isCompleted' in on && on.isCompleted()) throw new Error('The transaction of this statement is over');
    const held = connections.get(client);
    if (held) return ask<Row>(held, question);
    const connection = await client.acquireConnection();
    try {
      return await ask<Row>(connection, question);
    } finally {
      await client.releaseConnection(connection);
    }
  };
}

/** Lets the statements of a transaction leave at once, in the order they are asked. */
export async function holdConnection(tx: Tx): Promise<void> {
  const { client } = tx as unknown as Pooled;
  connections.set(client, await client.acquireConnection());
}

/** The connection of a transaction whose statements leave at once. */
export function connectionOf(tx: Tx): PgConnection {
  const held = connections.get((tx as unknown as Pooled).client);
  if (!held) throw new Error('This transaction holds no connection');
  return held;
}

const connections = new WeakMap<object, PgConnection>();

interface Pooled {
  readonly client: {
    acquireConnection(): Promise<PgConnection>;
    releaseConnection(connection: PgConnection): Promise<void>;
  };
}

function ask<Row>(connection: PgConnection, question: { readonly text: string; readonly values: unknown[] }): Promise<Answered<Row>> {
  return new Promise((resolve, reject) => {
    const query = connection.query.bind(connection) as (asked: object, done: (error: Error | null, answer: Answered<Row>) => void) => void;
    query(question, (error, answer) => {
      if (error) reject(error);
      else resolve(answer);
    });
  });
}
