import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { listOfPerson } from '../mandates/person-store.ts';
import type { Procedure } from '../mandates/procedures.ts';
import { revokeMandate } from '../mandates/revoke-mandate.ts';
import { tellEnded } from '../mandates/tell-person.ts';
import type { Person } from '../people/person.ts';
import { lockPerson } from '../people/store.ts';

interface Ending {
  readonly person: Person;
  readonly publicUrl: string;
}

/** The person ends one procedure, or the whole mandate (null), at once. Ending twice is not an error: the first one stands. */
export async function endOwnMandate(
  work: Work,
  { mandateId, procedure, person, publicUrl }: Ending & { readonly mandateId: string; readonly procedure: Procedure | null },
): Promise<void> {
  if (!(await lockPerson(work, person.id))) throw new Refusal('mandate_unknown'); // first, as a conclusion under way does
  const { ended, ...revoked } = await revokeMandate(work, { mandateId, personId: person.id, procedure, channel: 'own_space' });
  if (ended.length > 0) await tellEnded(work, { ...revoked, publicUrl });
}

/** The person ends all that runs, everywhere, in one transaction: nobody may act for them any more. */
export async function endEverything(work: Work, { person, publicUrl }: Ending): Promise<void> {
  if (!(await lockPerson(work, person.id))) throw new Refusal('mandate_unknown');
  const running = await listOfPerson(work.tx, { personId: person.id, at: work.at, running: true, limit: everyOne });
  for (const mandateId of running.map(({ id }) => id).sort()) await endOwnMandate(work, { mandateId, procedure: null, person, publicUrl });
}

const everyOne = 100_000;
