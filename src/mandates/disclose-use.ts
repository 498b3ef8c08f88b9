import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import type { Helper } from '../organisations/helper.ts';
import type { Organisation } from '../organisations/organisation.ts';
import * as organisations from '../organisations/store.ts';
import type { Person } from '../people/person.ts';
import { findPerson } from '../people/store.ts';
import { type ClientFacts, type Mandate, obstacle } from './mandate.ts';
import * as store from './store.ts';
import type { Use } from './use.ts';
import * as uses from './use-store.ts';

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
  const use = await uses.findUse(work.tx, useId);
  if (use?.clientId !== client.id) throw new Refusal('use_unknown');
  const organisation = await organisations.lockOrganisationForUse(work.tx, use.organisationId);
  const helper = await organisations.lockHelperForUse(work.tx, use.helperId);
  const mandate = await store.lockForUse(work.tx, use.mandateId);
  if (!organisation || !helper || !mandate) throw new Refusal('use_unknown');
  const isMember = await organisations.isMember(work.tx, use);
  const no = obstacle(mandate, { at: work.at, procedure: use.procedure, organisation, helper, isMember, client, secondFactorAt: work.at });
  if (no) throw new Refusal(no);
  const standing = await uses.lockUse(work.tx, useId);
  if (!standing || standing.endedAt) throw new Refusal('use_ended'); // recorded, so already in force
  const person = await findPerson(work.tx, work.vault, use.personId);
  if (!person) throw new Refusal('use_unknown');
  if (door !== 'introspection') await recordDisclosure(work, { use, mandate, person, helper, organisation }, door);
  return { use, mandate, person, helper, organisation };
}

async function recordDisclosure(work: Work, { use, mandate, person, helper, organisation }: Disclosure, door: Door): Promise<void> {
  await uses.setDisclosed(work.tx, use.id, work.at);
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
