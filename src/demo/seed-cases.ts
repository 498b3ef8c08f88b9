import { listCasesOfPerson } from '../cases/list-store.ts';
import { openCase } from '../cases/open-case.ts';
import type { Work } from '../db/database.ts';
import { listUsesOfPerson } from '../mandates/use-store.ts';
import { findDemoPerson, type PersonSource } from './seed-mandates.ts';

/** One person contests the latest use of theirs, so that a manager has something to answer. Once. */
export async function seedCases(
  work: Work,
  { people, publicUrl }: { readonly people: PersonSource; readonly publicUrl: string },
): Promise<void> {
  const person = await findDemoPerson(work, 'armand', people);
  if (!person || (await listCasesOfPerson(work.tx, person.id, { limit: 1 })).length > 0) return;
  const [use] = await listUsesOfPerson(work.tx, person.id, { limit: 1 });
  if (!use) return;
  const words = 'Je n’ai pas demandé cette connexion : je n’étais pas au CCAS ce jour-là. Qu’a-t-on fait à ma place ?';
  await openCase(work, { useId: use.id, person, words, publicUrl });
}
