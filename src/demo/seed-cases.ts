import { listCasesOfPerson } from '../cases/list-store.ts';
import { openCase } from '../cases/open-case.ts';
import { after, day } from '../clock.ts';
import type { Work } from '../db/database.ts';
import { findMandate } from '../mandates/store.ts';
import { listUsesOfPerson } from '../mandates/use-store.ts';
import type { Use } from '../mandates/use.ts';
import { findHelperByEmail } from '../organisations/store.ts';
import { openPersonalData } from '../people/open-personal-data.ts';
import type { Person } from '../people/person.ts';
import { demoProfessionals } from './organisations.ts';
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
  await lookInto({ ...work, at: after(work.at, -2 * day) }, person, use);
  const words = 'Je n’ai pas demandé cette connexion : je n’étais pas au CCAS ce jour-là. Qu’a-t-on fait à ma place ?';
  await openCase(work, { useId: use.id, person, words, publicUrl });
}

/** Their manager read the mandate two days ago, so that the person finds a look, and why, in their record. */
async function lookInto(work: Work, person: Person, { mandateId, organisationId }: Use): Promise<void> {
  const reader = await findHelperByEmail(work.tx, demoProfessionals.find(({ id }) => id === 'solange')?.email ?? '');
  const mandate = await findMandate(work.tx, mandateId);
  if (!reader || !mandate) return;
  const reason = 'Relecture trimestrielle : un mandat sur vingt, tiré au sort.';
  const why = { role: 'manager', purpose: 'quality_review', reason, what: 'mandate' } as const;
  await openPersonalData(work, { ...why, personId: person.id, reader, organisationId, mandate });
}
