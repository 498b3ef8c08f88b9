import { InvalidArgumentError } from 'commander';

/** A place in the journal, as a command is given it. */
export function index(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('A place is a whole number, the first being 0.');
  return Number(text);
}

/** The id of a mandate or a person. */
export function uuid(text: string): string {
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)) throw new InvalidArgumentError('It is not the id of a mandate or a person.');
  return text;
}
