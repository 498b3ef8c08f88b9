/** As much of a `pg` connection as we touch. */
export interface PgConnection {
  query: (...asked: never[]) => unknown;
  readonly connection: { readonly stream: Stream };
}

interface Stream {
  cork(): void;
  uncork(): void;
  destroy(): void;
}

interface Question {
  readonly text: string;
  readonly values?: readonly unknown[];
  name?: string;
}

type Ask = (question: unknown, done?: Done, ...rest: unknown[]) => unknown;
type Done = (error: Error | null, answer?: unknown) => void;

const names = new Map<string, string>();
/** A statement is parsed and planned once per connection, not at each use; beyond so many, statements are ad hoc. */
const most = 300;

/**
 * Fewer journeys to the server: each statement with parameters gets a name of its own, so that the server plans it once per
 * connection; what is asked in one turn leaves together, a transaction's beginning with its first statement.
 */
export function prepareStatements(connection: PgConnection): void {
  gatherStatements(connection, nameOf);
}

/** The same without names. */
export function gatherStatements(connection: PgConnection, name: (text: string) => string | undefined = () => undefined): void {
  const ask = connection.query.bind(connection) as Ask;
  const { stream } = connection.connection;
  const gather = gathering(stream);
  const gathered: Ask = (question, done, ...rest) => {
    gather();
    if (!isQuestion(question)) return ask(question, done, ...rest);
    if (question.text === 'BEGIN;' && done) return begin(ask, stream, done);
    if (question.values?.length) question.name ??= name(question.text) ?? '';
    return ask(question, done, ...rest);
  };
  connection.query = gathered;
}

/** Holds what is written until every promise of this turn has been followed. */
function gathering(stream: Stream): () => void {
  let isHolding = false;
  const send = (): void => {
    isHolding = false;
    stream.uncork();
  };
  return () => {
    if (isHolding) return;
    isHolding = true;
    stream.cork();
    queueMicrotask(() => {
      process.nextTick(send); // asked for among microtasks, it comes after the last of them
    });
  };
}

/** Nobody waits for a transaction to have begun. Should it not begin, nothing more is said on this connection: it would stand outside. */
function begin(ask: Ask, stream: Stream, done: Done): void {
  ask('BEGIN', (error) => {
    if (error) stream.destroy();
  });
  queueMicrotask(() => {
    done(null, { rows: [], rowCount: null });
  });
}

function isQuestion(question: unknown): question is Question {
  return typeof question === 'object' && question !== null && 'text' in question;
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= most) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}
