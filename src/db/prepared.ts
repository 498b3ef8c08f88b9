/** As much of a `pg` connection as we touch. */
export interface PgConnection {
  query: (...asked: never[]) => unknown;
}

interface Question {
  readonly text: string;
  readonly values?: readonly unknown[];
  name?: string;
}

const names = new Map<string, string>();
/** A statement is parsed and planned once per connection, not at each use; beyond so many, statements are ad hoc. */
const most = 300;

/** Gives each statement with parameters a name of its own, so that the server plans it once per connection. (PgBouncer: 1.21 or later.) */
export function prepareStatements(connection: PgConnection): void {
  const ask = connection.query.bind(connection) as (...asked: unknown[]) => unknown;
  connection.query = (question: unknown, ...rest: unknown[]) => {
    if (isQuestion(question)) question.name ??= nameOf(question.text) ?? '';
    return ask(question, ...rest);
  };
}

function isQuestion(question: unknown): question is Question {
  return (
    typeof question === 'object' &&
    question !== null &&
    'text' in question &&
    'values' in question &&
    Array.isArray(question.values) &&
    question.values.length > 0
  );
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= most) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}
