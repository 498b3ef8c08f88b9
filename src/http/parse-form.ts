import { z, type ZodType } from 'zod';
import { hasText, type TextKey } from './texts.ts';

export type FormValue = string | readonly string[];

/** A form as a page shows it: what was sent, and what is wrong with it. `Form<'name' | 'siret'>` for a page of its own. */
export interface Form<Field extends string = string> {
  readonly values: Readonly<Partial<Record<Field, FormValue>>>;
  readonly mistakes: Readonly<Partial<Record<Field, TextKey>>>;
}

/** A form nobody has filled yet. */
export const emptyForm: Form = { values: {}, mistakes: {} };

/** A form that was not filled right: neither a refusal nor a fault. The route gives the page back with status 422. */
export class FormMistakes extends Error implements Form {
  override readonly name = 'FormMistakes';
  readonly values: Readonly<Record<string, FormValue>>;
  readonly mistakes: Readonly<Record<string, TextKey>>;

  constructor(form: { values: Record<string, FormValue>; mistakes: Record<string, TextKey> }) {
    super(`Mistakes in ${Object.keys(form.mistakes).join(', ')}`);
    this.values = form.values;
    this.mistakes = form.mistakes;
  }
}

/** What was sent, checked; or FormMistakes. The schema's messages are TextKeys, others are said in general words. */
export function parseForm<T>(schema: ZodType<T>, body: unknown): T {
  const sent = unixLines(isRecord(body) ? body : {});
  const result = schema.safeParse(sent);
  if (result.success) return result.data;
  throw new FormMistakes({ values: valuesOf(sent), mistakes: firstMistakes(result.error.issues, sent) });
}

/** Browsers send each line end as two signs, and count it as one when they hold a text to its `maxlength`. */
function unixLines(sent: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(sent).map(([field, value]) => [field, typeof value === 'string' ? value.replaceAll('\r\n', '\n') : value]),
  );
}

/** The answers to Checkboxes: browsers send one as a string, several as a list, none as nothing. */
export function severalOf<T>(answer: ZodType<T>): ZodType<T[]> {
  return z.preprocess((sent) => (sent === undefined ? [] : [sent].flat()), z.array(answer));
}

// Never sent back to a page: a secret travels once.
const secrets = new Set(['_csrf', 'code', 'stopCode', 'password', 'secret', 'token', 'credential', 'clientSecret', 'seeds']);

/** What was sent, for a page that gives it back. */
export function valuesOf(body: unknown): Record<string, FormValue> {
  const sent = isRecord(body) ? body : {};
  const values: Record<string, FormValue> = {};
  for (const [field, value] of Object.entries(sent)) {
    if (secrets.has(field)) continue;
    if (typeof value === 'string') values[field] = value;
    if (Array.isArray(value)) values[field] = value.filter((item) => typeof item === 'string');
  }
  return values;
}

function firstMistakes(
  issues: readonly { path: PropertyKey[]; message: string }[],
  sent: Record<string, unknown>,
): Record<string, TextKey> {
  const mistakes: Record<string, TextKey> = {};
  for (const { path, message } of issues) {
    const field = String(path[0] ?? '');
    mistakes[field] ??= hasText(message) ? message : inGeneral(sent[field]);
  }
  return mistakes;
}

function inGeneral(value: unknown): TextKey {
  return value === undefined || value === '' ? 'frame.mistake.missing' : 'frame.mistake.invalid';
}

function isRecord(body: unknown): body is Record<string, unknown> {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}

/** What was sent, checked; or undefined, once `giveBack` has answered with the form, its values and its mistakes. */
export async function formOrPage<T>(
  schema: ZodType<T>,
  body: unknown,
  giveBack: (mistakes: FormMistakes) => Promise<void> | void,
): Promise<T | undefined> {
  try {
    return parseForm(schema, body);
  } catch (error) {
    if (!(error instanceof FormMistakes)) throw error;
    await giveBack(error);
    return undefined;
  }
}
