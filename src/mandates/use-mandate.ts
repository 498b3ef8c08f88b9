import { randomUUID } from 'node:crypto';
import { after } from '../clock.ts';
import { type Work, writeLast } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import type { Organisation } from '../organisations/organisation.ts';
import type { Person } from '../people/person.ts';
import { type Confirmable, lockConfirmed, setUse } from './confirmation-store.ts';
import { withInputs, writeInputs } from './decision-inputs.ts';
import { type ClientFacts, type Mandate, obstacle } from './mandate.ts';
import type { Procedure } from './procedures.ts';
import { confirmationLifetime, type SensitiveAct } from './sensitive.ts';
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
  /** What it is for that the person must confirm, and in which request they were asked. */
  readonly sensitive?: { readonly acts: readonly SensitiveAct[]; readonly requestHash: Buffer };
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
  { mandateId, procedure, helperId, organisationId, client, secondFactorAt, sensitive }: TakingUp,
): Promise<TakenUp> {
  const standing = await lockForUse(work, { mandateId, helperId });
  if (standing?.mandate.organisationId !== organisationId) throw new Refusal('mandate_unknown');
  const asked = sensitive?.acts ?? [];
  const given = sensitive && (await confirmed(work, { ...sensitive, mandateId, helperId, procedure, clientId: client.id }));
  const confirmation = { asked, confirmed: given?.acts ?? [] };
  const inputs = { mandate: standing.mandate, use: { ...standing, at: work.at, procedure, client, secondFactorAt, confirmation } };
  const no = obstacle(inputs.mandate, inputs.use);
  if (no) throw withInputs(new Refusal(no), inputs);
  const { mandate, person, helper, organisation } = standing;
  const use: Use = {
    ...{ id: randomUUID(), txn: `u_${randomUUID()}`, mandateId, personId: person.id, helperId, organisationId, clientId: client.id },
    ...{ clientName: client.name, procedure, sensitiveActs: asked, usedAt: work.at, disclosedAt: null, endedAt: null },
  };
  await writeLast(work, insertUse(work.tx, use));
  if (given) await writeLast(work, setUse(work.tx, given.id, use.id));
  const about = { mandate, useId: use.id, person, helper, organisationId, clientId: client.id, procedure };
  await append(work, {
    event: 'mandate_used',
    ...about,
    details: { txn: use.txn, inputs: writeInputs(inputs), ...(asked.length > 0 && { acts: [...asked] }) },
  });
  return { use, mandate, person, organisation };
}

/** What the person confirmed for this use in the last minutes; once. */
async function confirmed({ tx, at }: Work, of: Confirmable): Promise<{ id: string; acts: string[] } | undefined> {
  return of.acts.length === 0 ? undefined : lockConfirmed(tx, { ...of, since: after(at, -confirmationLifetime) });
}
