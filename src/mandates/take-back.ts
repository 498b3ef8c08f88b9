import type { Work } from '../db/database.ts';
import { append } from '../journal/append.ts';
import type { Person } from '../people/person.ts';
import type { Draft } from './draft.ts';
import * as drafts from './draft-store.ts';
import type { EndingChannel } from './mandate.ts';
import type { Procedure } from './procedures.ts';

/** What a person ended: all of it, or what one organisation may do for them. */
export interface Ended {
  readonly personId: string;
  readonly of?: { readonly organisationId: string; readonly procedures: readonly Procedure[] };
}

/**
 * What the person agreed to and nobody countersigned yet, in what they end, held: before the person is, as whoever countersigns does, so that
 * one that is countersigned meanwhile runs, and is ended with the rest.
 */
export async function lockAgreed(work: Work, { personId, of }: Ended): Promise<readonly Draft[]> {
  const agreed = await drafts.lockAgreed(work.tx, personId);
  return agreed.filter(
    ({ organisationId, procedures }) =>
      !of || (organisationId === of.organisationId && procedures.some((procedure) => of.procedures.includes(procedure))),
  );
}

/** Whoever ends what runs does not want what they agreed to just before to begin after it. */
export async function takeBack(
  work: Work,
  agreed: readonly Draft[],
  { person, channel }: { readonly person: Person; readonly channel: EndingChannel },
): Promise<void> {
  for (const draft of agreed) {
    const isOffer = draft.offeredAt !== null;
    await drafts.setState(work.tx, draft.id, 'ended', isOffer ? 'abandoned' : 'refused');
    const about = { mandate: draft, person, organisationId: draft.organisationId };
    await append(work, { event: isOffer ? 'offer_withdrawn' : 'mandate_declined', ...about, details: { channel } });
  }
}
