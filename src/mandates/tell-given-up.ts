import type { Work } from '../db/database.ts';
import type { Addressee } from '../notifications/messages.ts';
import type { Because } from '../notifications/news-messages.ts';
import { queue } from '../notifications/outbox.ts';
import { mandateGivenUp } from '../notifications/request-messages.ts';
import { findOrganisation } from '../organisations/store.ts';
import { contactOf } from '../people/choose-how-to-be-told.ts';
import type { Person } from '../people/person.ts';
import type { Draft } from './draft.ts';
import { findRequest } from './remote-request-store.ts';
import { leaveForLetter, ownSpace } from './tell-person.ts';

interface GivenUp {
  readonly draft: Draft;
  /** Who was identified for it; whoever was not yet is told where their link went. */
  readonly person: Person | undefined;
  readonly because: Because;
  readonly publicUrl: string;
}

/** Tells the person, in the transaction that gives it up, that what they agreed to, or were asked from afar, will not begin with this organisation, and why. */
export async function tellGivenUp(work: Work, { draft, person, because, publicUrl }: GivenUp): Promise<void> {
  if (!draft.agreedAt && !draft.requestedAt) return; // nobody waits for an answer
  const organisation = await findOrganisation(work.tx, draft.organisationId);
  if (!organisation) return;
  const news = { organisation: organisation.name, because, address: person ? ownSpace(publicUrl) : null };
  if (!person) {
    const to = draft.personId === null ? await whereAsked(work, draft) : null;
    if (to) await queue(work, mandateGivenUp(to, news));
    return;
  }
  const telling = await contactOf(work, person, draft.language);
  if (telling.by === 'message') await queue(work, mandateGivenUp(telling.to, news));
  const letter = { personId: person.id, organisationId: organisation.id, mandateId: null, kind: 'mandate_given_up' } as const;
  if (telling.by === 'letter') await leaveForLetter(work, letter);
}

async function whereAsked({ tx, vault }: Work, { id, language }: Draft): Promise<Addressee | null> {
  const request = await findRequest(tx, id);
  if (!request) return null;
  const to = vault.open('remote-request', id, request.address).toString();
  return { channel: request.channel, to, language, subjectRef: null };
}
