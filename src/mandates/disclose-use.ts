import { type Work, writeLast } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import type { Helper } from '../organisations/helper.ts';
import type { Organisation } from '../organisations/organisation.ts';
import type { Person } from '../people/person.ts';
import { listConfirmedActs } from './confirmation-store.ts';
import { type ClientFacts, type Mandate, obstacle } from './mandate.ts';
import { lockForDisclosure } from './standing-store.ts';
import type { Use } from './use.ts';
import { setDisclosed } from './use-store.ts';

/** Where a relying party asks: an identity leaves at token and userinfo; introspection only says yes or no. */
export type Door = 'token' | 'userinfo' | 'introspection';

/** What may be told of a use whose mandate still lives. */
export interface Disclosure {
  readonly use: Use;
  readonly mandate: Mandate;
  readonly person: Person;
  readonly helper: Helper;
  readonly organisation: Organisation;
}

/**
 * Asks the decision again, as of now, for a use taken up before: at every door of the provider. Records what is given away.
 * The second factor counts as of the use: it is not asked twice for one act.
 */
export async function discloseUse(
  work: Work,
  { useId, client, door }: { readonly useId: string; readonly client: ClientFacts; readonly door: Door },
): Promise<Disclosure> {
  const standing = await lockForDisclosure(work, useId);
  if (standing?.use.clientId !== client.id) throw new Refusal('use_unknown');
  const { procedure, sensitiveActs: asked } = standing.use;
  const confirmation = { asked, confirmed: asked.length === 0 ? [] : await listConfirmedActs(work.tx, useId) };
  const no = obstacle(standing.mandate, { ...standing, at: work.at, procedure, client, secondFactorAt: work.at, confirmation });
  if (no) throw new Refusal(no);
  if (standing.use.endedAt) throw new Refusal('use_ended'); // recorded, so already in force
  if (door !== 'introspection') await recordDisclosure(work, standing, door);
  return standing;
}

async function recordDisclosure(work: Work, { use, mandate, person, helper, organisation }: Disclosure, door: Door): Promise<void> {
  if (!use.disclosedAt) await writeLast(work, setDisclosed(work.tx, use.id, work.at));
  await append(work, {
    event: 'identity_disclosed',
    mandate,
    useId: use.id,
    person,
    helper,
    organisationId: organisation.id,
    clientId: use.clientId,
    procedure: use.procedure,
    details: { door },
  });
}
