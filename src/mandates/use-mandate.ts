import { randomUUID } from 'node:crypto';
import { type Work, writeLast } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import type { Organisation } from '../organisations/organisation.ts';
import type { Person } from '../people/person.ts';
import { type ClientFacts, type Mandate, obstacle } from './mandate.ts';
import type { Procedure } from './procedures.ts';
import { lockForUse } from './standing-store.ts';
import type { Use } from './use.ts';
import { insertUse } from './use-store.ts';

export interface TakingUp {
  readonly mandateId: string;
  readonly procedure: Procedure;
  readonly helperId: string;
  readonly organisationId: string;
  readonly client: ClientFacts;
  readonly secondFactorAt: Date | null;
}

/** A use, and what it stood on at its instant. */
export interface TakenUp {
  readonly use: Use;
  readonly mandate: Mandate;
  readonly person: Person;
  readonly organisation: Organisation;
}

/** A helper takes up a mandate for one procedure. Leaves a use, and its trace, or nothing at all. */
export async function useMandate(
  work: Work,
  { mandateId, procedure, helperId, organisationId, client, secondFactorAt }: TakingUp,
): Promise<TakenUp> {
  const standing = await lockForUse(work, { mandateId, helperId });
  if (standing?.mandate.organisationId !== organisationId) throw new Refusal('mandate_unknown');
  const no = obstacle(standing.mandate, { ...standing, at: work.at, procedure, client, secondFactorAt });
  if (no) throw new Refusal(no);
  const { mandate, person, helper, organisation } = standing;
  const use: Use = {
    ...{ id: randomUUID(), txn: `u_${randomUUID()}`, mandateId, personId: person.id, helperId, organisationId, clientId: client.id },
    ...{ clientName: client.name, procedure, usedAt: work.at, disclosedAt: null, endedAt: null },
  };
  await writeLast(work, insertUse(work.tx, use));
  const about = { mandate, useId: use.id, person, helper, organisationId, clientId: client.id, procedure };
  await append(work, { event: 'mandate_used', ...about, details: { txn: use.txn } });
  return { use, mandate, person, organisation };
}
