import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { listOfPerson } from '../mandates/person-store.ts';
import type { Mandate } from '../mandates/mandate.ts';
import type { Procedure } from '../mandates/procedures.ts';
import { revokeMandate } from '../mandates/revoke-mandate.ts';
import { findMandate } from '../mandates/store.ts';
import { lockAgreed, takeBack } from '../mandates/take-back.ts';
import { tellEnded } from '../mandates/tell-person.ts';
import type { Person } from '../people/person.ts';
import { lockPerson } from '../people/store.ts';

interface Ending {
  readonly person: Person;
  readonly publicUrl: string;
}

/** What of a mandate is ended: one procedure, or all of it. */
interface OwnMandate {
  readonly mandateId: string;
  readonly procedure: Procedure | null;
}

/** The person ends one procedure, or the whole mandate (null), at once. Ending twice is not an error: the first one stands. */
export async function endOwnMandate(work: Work, { mandateId, procedure, person, publicUrl }: Ending & OwnMandate): Promise<void> {
  const mandate = procedure === null ? await findMandate(work.tx, mandateId) : undefined;
  const of = mandate && { organisationId: mandate.organisationId, procedures: runningOf(mandate) };
  const agreed = of ? await lockAgreed(work, { personId: person.id, of }) : []; // one procedure: what else they agreed to stands
  if (!(await lockPerson(work, person.id))) throw new Refusal('mandate_unknown'); // before the mandate, as a conclusion under way does
  await endOne(work, { mandateId, procedure, person, publicUrl });
  await takeBack(work, agreed, { person, channel: 'own_space' });
}

/** The person ends all that runs, everywhere, and all that they agreed to, in one transaction: nobody may act for them any more. */
export async function endEverything(work: Work, { person, publicUrl }: Ending): Promise<void> {
  const agreed = await lockAgreed(work, { personId: person.id });
  if (!(await lockPerson(work, person.id))) throw new Refusal('mandate_unknown');
  const running = await listOfPerson(work.tx, { personId: person.id, at: work.at, running: true, limit: everyOne });
  for (const mandateId of running.map(({ id }) => id).sort()) await endOne(work, { mandateId, procedure: null, person, publicUrl });
  await takeBack(work, agreed, { person, channel: 'own_space' });
}

async function endOne(work: Work, { mandateId, procedure, person, publicUrl }: Ending & OwnMandate): Promise<void> {
  const { ended, ...revoked } = await revokeMandate(work, { mandateId, personId: person.id, procedure, channel: 'own_space' });
  if (ended.length > 0) await tellEnded(work, { ...revoked, publicUrl });
}

/** What ended before, they may have agreed to again since. */
function runningOf({ procedures }: Mandate): Procedure[] {
  return procedures.filter(({ revokedAt }) => !revokedAt).map(({ code }) => code);
}

const everyOne = 100_000;
