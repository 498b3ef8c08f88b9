import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { hasText, translator } from '../http/texts.ts';

/** What a command says when it cannot do what it was asked: a sentence, never a stack. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Refusal) return refusalText(error);
  if (error instanceof z.ZodError) return 'What was given is not of the form that is asked for.';
  if (error instanceof SyntaxError) return `What was given cannot be read: ${firstLine(error.message)}.`;
  const { code, path, message = String(error) } = Object(error) as Thrown;
  if (typeof code !== 'string') return message;
  if (typeof path === 'string') return `${path} cannot be read or written (${code}).`;
  if (!/^([\dA-Z]{5}|ECONN\w+|ENOTFOUND|ETIMEDOUT)$/.test(code)) return firstLine(message);
  return `The database does not do it (${code}): ${firstLine(message) || 'it does not answer'}.`;
}

/** What an error may hold, as Node.js and the driver of the database make them. */
interface Thrown {
  readonly message?: string;
  readonly code?: unknown;
  readonly path?: unknown;
}

function refusalText({ code }: Refusal): string {
  const key = `refusal.${code}.text`;
  return hasText(key) ? `${firstLine(translator('en')(key))} (${code})` : code;
}

const firstLine = (text: string): string => (text.split('\n')[0] ?? '').replace(/\.$/, '');
