import { gatherStatements, type PgConnection, prepareStatements } from './prepared.ts';

/**
 * What each connection of the application begins with: the role that may add to the journal, never change it; and what a page read out of
 * order costs where there are no turning disks. A pooler's `connect_query`.
 */
export const connectQuery =
  "set role procura_app; set time zone 'UTC'; set statement_timeout = '15s'; set lock_timeout = '5s'; set random_page_cost = 1.1";

interface RawConnection extends PgConnection {
  query: (sql: string, done: (error: Error | null, answer: { readonly rows: readonly unknown[] }) => void) => unknown;
}

type Done = (error: Error | null, connection: RawConnection) => void;

/** A connection of one's own takes the application's role. */
export function becomeApplication(connection: RawConnection, done: Done): void {
  connection.query(connectQuery, (error) => {
    prepareStatements(connection);
    done(error, connection);
  });
}

/**
 * Behind a pooler, what is set on a connection is soon another's: the pooler must begin each of its own with `connectQuery`, and one
 * that does not is refused, since we would act as the owner. Statements get no names: only some poolers know what becomes of them.
 */
export function joinPooler(connection: RawConnection, done: Done): void {
  connection.query("select where current_user = 'procura_app' and current_setting('lock_timeout') = '5s'", (error, answer) => {
    const isReady = error === null && answer.rows.length === 1;
    gatherStatements(connection);
    done(error ?? (isReady ? null : new Error(`the pooler of DATABASE_URL must begin its connections with: ${connectQuery}`)), connection);
  });
}
