import { Refusal } from '../errors.ts';
import { isKeyDestroyed } from './store.ts';

/** What became of an entry that could not be written, for whoever asked for the act: its own refusal, somebody who was erased, or the journal. */
export function unavailable(cause: unknown): never {
  if (cause instanceof Refusal) throw cause;
  throw new Refusal(isKeyDestroyed(cause) ? 'person_unknown' : 'journal_unavailable', { cause });
}
