import { randomUUID } from 'node:crypto';
import type { Work } from '../db/database.ts';
import { append } from '../journal/append.ts';
import type { Ending } from '../organisations/ending.ts';
import { insertEnding } from '../organisations/ending-store.ts';
import { findPerson, lockPerson } from '../people/store.ts';
import * as drafts from './draft-store.ts';
import { listRunning, type RunningMandate } from './running-store.ts';
import { revokeMandate } from './revoke-mandate.ts';
import { tellGivenUp } from './tell-given-up.ts';
import { tellEnded } from './tell-person.ts';
import { endUses } from './use-store.ts';

/**
 * All that the organisation holds is to end. What is under way ends now; the mandates, whose use the organisation's own standing refuses from
 * now on, end a batch after the other (`endSomeMandates`). The caller holds the organisation, and writes why.
 */
export async function endOrganisationMandates(work: Work, asked: Omit<Ending, 'id' | 'askedAt'>): Promise<void> {
  await endUses(work.tx, { organisationId: asked.organisationId }, work.at);
  await insertEnding(work.tx, { ...asked, id: randomUUID(), askedAt: work.at });
}

interface Batch {
  readonly ending: Ending;
  /** The name of the organisation it joins. */
  readonly into: string | null;
  readonly publicUrl: string;
  readonly size: number;
}

/** The next mandates and drafts of an organisation that ends, each with its entry and its reason; their persons are told. Returns how many: none is left when it is 0. */
export async function endSomeMandates(work: Work, batch: Batch): Promise<number> {
  const abandoned = await abandonSomeDrafts(work, batch);
  const running = await listRunning(work.tx, { organisationId: batch.ending.organisationId, at: work.at, limit: batch.size });
  const held = new Set<string>();
  for (const personId of [...new Set(running.map((mandate) => mandate.personId))].sort())
    if (await lockPerson(work, personId)) held.add(personId); // persons before mandates, in one order
  const ending = running.filter(({ personId }) => held.has(personId));
  for (const mandate of ending) await endOne(work, mandate, batch);
  return abandoned + ending.length;
}

async function endOne(work: Work, { id }: RunningMandate, { ending, into, publicUrl }: Batch): Promise<void> {
  const { organisationId, cause, reason } = ending;
  const { ended, ...revoked } = await revokeMandate(work, { mandateId: id, organisationId, procedure: null, channel: cause, reason });
  if (ended.length > 0) await tellEnded(work, { ...revoked, publicUrl, because: { cause, into } });
}

async function abandonSomeDrafts(work: Work, { ending, into, publicUrl, size }: Batch): Promise<number> {
  const { organisationId, cause, reason } = ending;
  const underWay = await drafts.lockUnderWay(work.tx, { organisationId, limit: size });
  for (const draft of underWay) {
    await drafts.setState(work.tx, draft.id, 'ended', 'abandoned');
    const person = draft.personId === null ? undefined : await findPerson(work.tx, work.vault, draft.personId);
    await tellGivenUp(work, { draft, person, because: { cause, into }, publicUrl });
    const about = { mandate: draft, organisationId, ...(person && { person }) };
    await append(work, { event: 'mandate_abandoned', ...about, details: { channel: cause, reason } });
  }
  return underWay.length;
}
