import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { openForSubject } from '../journal/subject-keys.ts';
import { type Exclusions, listExclusions } from '../organisations/exclusion-store.ts';
import type { Helper } from '../organisations/helper.ts';
import { type NamesThen, namesThen } from '../organisations/names-then.ts';
import type { Organisation } from '../organisations/organisation.ts';
import type { Person } from '../people/person.ts';
import { findPerson } from '../people/store.ts';
import { readTerms, type Terms, termsContext, termsHash } from './attestation.ts';
import type { Mandate } from './mandate.ts';
import { listNamed, type NamedHelper } from './named-helpers.ts';
import type { Receipt } from './receipt.ts';
import { listReceiptsOfUses } from './receipt-store.ts';
import * as store from './store.ts';
import type { Use } from './use.ts';
import { listUsesOfMandate, type UsePage } from './use-store.ts';

export interface MandateView {
  readonly mandate: Mandate;
  readonly person: Person;
  readonly terms: Terms;
  readonly organisation: Organisation;
  /** What of it the organisation does not help with any more. */
  readonly exclusions: Exclusions;
  /** Who alone may use it; null: any certified helper of the organisation. */
  readonly named: readonly NamedHelper[] | null;
  /** A page of its uses, the latest first. */
  readonly uses: readonly Use[];
  /** What services state was done, by the use. */
  readonly receipts: ReadonlyMap<string, readonly Receipt[]>;
  /** How those the page speaks of were called. */
  readonly names: NamesThen;
}

const latest: UsePage = { limit: 50 };

interface Look {
  readonly mandateId: string;
  readonly helper: Helper;
  readonly organisation: Organisation;
  /** What of it is printed, when something is. */
  readonly what?: 'paper' | 'certificate';
}

/** A helper opens a mandate of their organisation; the look is recorded. Not found and not yours are the same answer. */
export async function viewMandate(work: Work, { mandateId, helper, organisation, what }: Look): Promise<MandateView> {
  const view = await readMandate(work, { mandateId, organisation });
  const { mandate, person } = view;
  const look = { mandate, person, helper, organisationId: organisation.id, ...(what && { details: { what } }) };
  await append(work, { event: 'mandate_viewed', ...look });
  return view;
}

/** A mandate of this organisation and all that its page shows. Whoever calls has recorded the look, or does before the commit. */
export async function readMandate(
  work: Work,
  {
    mandateId,
    organisation,
    uses: page = latest,
  }: { readonly mandateId: string; readonly organisation: Organisation; readonly uses?: UsePage },
): Promise<MandateView> {
  const mandate = await store.findMandate(work.tx, mandateId);
  if (mandate?.organisationId !== organisation.id) throw new Refusal('mandate_unknown');
  const person = await findPerson(work.tx, work.vault, mandate.personId);
  const terms = person && (await storedTerms(work, mandate, person));
  if (!terms) throw new Refusal('mandate_unknown');
  const named = await listNamed(work, mandate);
  const uses = await listUsesOfMandate(work.tx, mandate.id, page);
  const receipts = await listReceiptsOfUses(
    work.tx,
    work.vault,
    uses.map(({ id }) => id),
  );
  return {
    mandate,
    person,
    terms,
    organisation,
    exclusions: await listExclusions(work.tx, organisation),
    named,
    uses,
    receipts,
    names: await namesThen(work.tx, [mandate, ...uses]),
  };
}

/** The text that was agreed to, from where it was stored: never written again from today's data. Fails when it is not the one that was hashed. */
export async function storedTerms({ tx, vault }: Work, mandate: Mandate, person: Person): Promise<Terms | null> {
  const value = await store.findTerms(tx, mandate.id);
  if (!value) return null;
  const text = await openForSubject(tx, vault, { subjectRef: person.subjectRef, context: termsContext(mandate.id), value });
  if (text === null) return null;
  if (!termsHash(text).equals(mandate.termsHash))
    throw new Error(`the stored terms of mandate ${mandate.id} are not those that were agreed to`);
  return readTerms(text);
}
