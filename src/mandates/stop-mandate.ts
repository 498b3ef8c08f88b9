import type { Db, Tx, Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { findOrganisation } from '../organisations/store.ts';
import { lockPerson } from '../people/store.ts';
import { findMandateOfCode } from './keep-stop-code.ts';
import type { EndingChannel, Mandate } from './mandate.ts';
import type { Procedure } from './procedures.ts';
import { type Revoked, revokeMandate } from './revoke-mandate.ts';
import { lockAgreed, takeBack } from './take-back.ts';
import { listOverlapping, lockOverlapping, findMandate } from './store.ts';

type Channel = Extract<EndingChannel, 'stop_code' | 'sms'>;

/** What whoever holds a code may know of its mandate: with whom and until when. Nobody’s name, no procedure. */
export interface Stoppable {
  readonly mandate: Mandate;
  readonly organisation: Organisation;
  /** Something of it was ended: there is a certificate. */
  readonly isEnded: boolean;
  /** Something the code covers still runs: until when. Null when nothing is left to end. */
  readonly runsUntil: Date | null;
}

/** Ends at once all that a stop code covers. Stopping twice is not an error: the first one stands. */
export async function stopMandate(
  work: Work,
  { code, channel }: { readonly code: string; readonly channel: Channel },
): Promise<readonly Revoked[]> {
  const mandateId = await findMandateOfCode(work.tx, work.vault, code);
  if (!mandateId) throw new Refusal('stop_code_unknown');
  return stopHeld(work, { mandateId, channel });
}

/** The same, for whoever gave the right code before and has confirmed since. */
export async function stopHeld(
  work: Work,
  { mandateId, channel }: { readonly mandateId: string; readonly channel: Channel },
): Promise<readonly Revoked[]> {
  const held = await findMandate(work.tx, mandateId);
  if (!held) throw new Refusal('mandate_unknown');
  const agreed = await lockAgreed(work, { personId: held.personId, of: { ...held, procedures: coveredBy(held) } });
  const person = await lockPerson(work, held.personId);
  if (!person) throw new Refusal('mandate_unknown'); // before the mandates: a renewal under way locks them too
  await takeBack(work, agreed, { person, channel });
  const procedures = coveredBy((await findMandate(work.tx, mandateId)) ?? held);
  const ended: Revoked[] = [];
  for (const mandate of await lockOverlapping(work.tx, { ...held, procedures, at: work.at }))
    for (const procedure of toEnd(mandate, procedures))
      ended.push(await revokeMandate(work, { mandateId: mandate.id, personId: held.personId, procedure, channel }));
  return ended;
}

/** What the page shows before and after. */
export async function viewStoppable(db: Db | Tx, { mandateId, at }: { readonly mandateId: string; readonly at: Date }): Promise<Stoppable> {
  const mandate = await findMandate(db, mandateId);
  const organisation = mandate && (await findOrganisation(db, mandate.organisationId));
  if (!mandate || !organisation) throw new Refusal('mandate_unknown');
  const running = await listOverlapping(db, { ...mandate, procedures: coveredBy(mandate), at });
  const ends = running.map(({ expiresAt }) => expiresAt.getTime());
  const isEnded = mandate.procedures.some(({ revokedAt }) => revokedAt);
  return { mandate, organisation, isEnded, runsUntil: ends.length > 0 ? new Date(Math.max(...ends)) : null };
}

/** What a code covers: what runs there, and what a newer mandate took over. What the person ended themself and gave again since is another matter. */
function coveredBy(mandate: Mandate): Procedure[] {
  return mandate.procedures.filter(({ endCause }) => endCause !== 'revoked').map(({ code }) => code);
}

/** The whole mandate (null) when all that runs there is covered, else the procedures one by one. */
function toEnd(mandate: Mandate, covered: readonly Procedure[]): readonly (Procedure | null)[] {
  const running = mandate.procedures.filter(({ revokedAt }) => !revokedAt).map(({ code }) => code);
  const ending = running.filter((code) => covered.includes(code));
  return ending.length === running.length ? [null] : ending;
}
