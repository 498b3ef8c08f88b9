import { randomUUID } from 'node:crypto';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import * as organisations from '../organisations/store.ts';
import { findPerson } from '../people/store.ts';
import { type ClientFacts, obstacle } from './mandate.ts';
import type { Procedure } from './procedures.ts';
import * as store from './store.ts';
import type { Use } from './use.ts';
import * as uses from './use-store.ts';

export interface TakingUp {
  readonly mandateId: string;
  readonly procedure: Procedure;
  readonly helperId: string;
  readonly organisationId: string;
  readonly client: ClientFacts;
  readonly secondFactorAt: Date | null;
}

/** A helper takes up a mandate for one procedure. Leaves a use, and its trace, or nothing at all. */
export async function useMandate(
  work: Work,
  { mandateId, procedure, helperId, organisationId, client, secondFactorAt }: TakingUp,
): Promise<Use> {
  const organisation = await organisations.lockOrganisationForUse(work.tx, organisationId);
  const helper = await organisations.lockHelperForUse(work.tx, helperId);
  const mandate = await store.lockForUse(work.tx, mandateId);
  if (!organisation || !helper || mandate?.organisationId !== organisationId) throw new Refusal('mandate_unknown');
  const isMember = await organisations.isMember(work.tx, { helperId, organisationId });
  const no = obstacle(mandate, { at: work.at, procedure, organisation, helper, isMember, client, secondFactorAt });
  if (no) throw new Refusal(no);
  const person = await findPerson(work.tx, work.vault, mandate.personId);
  if (!person) throw new Refusal('mandate_unknown');
  const use: Use = {
    ...{ id: randomUUID(), txn: `u_${randomUUID()}`, mandateId, personId: person.id, helperId, organisationId, clientId: client.id },
    ...{ procedure, usedAt: work.at, disclosedAt: null, endedAt: null },
  };
  await uses.insertUse(work.tx, use);
  await append(work, {
    event: 'mandate_used',
    mandate,
    useId: use.id,
    person,
    helper,
    organisationId,
    clientId: client.id,
    procedure,
    details: { txn: use.txn },
  });
  return use;
}
