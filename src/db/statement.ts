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
    const values = names.map((name) => bindings[name] ?? null);
    const { client } = on as unknown as Pooled; // what knex's own builders run on; in a transaction, its one connection
    if ('isCompleted' in on && on.isCompleted()) throw new Error('The transaction of this statement is over');
    const connection = await client.acquireConnection();
    try {
      return await ask<Row>(connection, { text, values });
    } finally {
      await client.releaseConnection(connection);
    }
  };
}

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
