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

/** A port to listen on; 0: any that is free. */
export function port(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new InvalidArgumentError('A port is a whole number up to 65535.');
  return Number(text);
}
