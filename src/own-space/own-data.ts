import { listCasesOfPerson } from '../cases/list-store.ts';
import { viewCase } from '../cases/view-case.ts';
import { atomically, type WorkNeeds } from '../db/database.ts';
import { openForSubject } from '../journal/subject-keys.ts';
import { replyContext } from '../mandates/answer-offer.ts';
import { readTerms, termsContext } from '../mandates/attestation.ts';
import { listWithoutMandate } from '../mandates/person-draft-store.ts';
import { listOfPerson } from '../mandates/person-store.ts';
import { listReceiptsOfUses } from '../mandates/receipt-store.ts';
import { findMandate } from '../mandates/store.ts';
import { listUsesOfPerson } from '../mandates/use-store.ts';
import { storedTerms } from '../mandates/view-mandate.ts';
import { listMessagesOf } from '../notifications/store.ts';
import { namesThen } from '../organisations/names-then.ts';
import { findPreferences, listContacts } from '../people/contact-store.ts';
import type { Person } from '../people/person.ts';
import { proveOwnEntry, readOwnRecord } from './own-record.ts';

/** How many rows are read at once: what is sent is never all in memory. */
const pageSize = 100;

/** The page after a thing, and whether there is more, until there is none. */
async function* inPages<T extends { readonly id: string }>(read: (before: string | null) => Promise<readonly T[]>): AsyncGenerator<T> {
  for (let page = await read(null); page.length > 0; page = await read(page.at(-1)?.id ?? null)) yield* page;
}

/** How the person is reached, and how they chose to be told. */
export async function* contactsOf({ db, vault }: WorkNeeds, person: Person) {
  for (const { channel, address, origin, confirmedAt, createdAt } of await listContacts(db, vault, person.id))
    yield { channel, address, origin, addedAt: createdAt, confirmedAt };
}

export async function* preferencesOf({ db }: WorkNeeds, person: Person) {
  const chosen = await findPreferences(db, person.id);
  if (chosen) yield chosen;
}

/** Every mandate with the exact text agreed to. */
export async function* mandatesOf(needs: WorkNeeds, person: Person) {
  const of = { personId: person.id, at: needs.clock.now(), limit: pageSize };
  for (const running of [true, false])
    for await (const { id } of inPages((before) => listOfPerson(needs.db, { ...of, running, before })))
      yield atomically(needs, async (work) => {
        const mandate = await findMandate(work.tx, id);
        if (!mandate) throw new Error(`mandate ${id} was listed and is not there`);
        const { organisationId, startsAt, expiresAt, agreedAt, revokedAt, procedures, termsHash } = mandate;
        const organisation = (await namesThen(work.tx, [mandate])).organisation(organisationId, mandate.concludedAt);
        const terms = await storedTerms(work, mandate, person);
        const dates = { agreedAt, startsAt, expiresAt, revokedAt };
        return { id, organisation: organisation ?? '', ...dates, procedures, termsHash: termsHash.toString('hex'), terms };
      });
}

/** What was asked of the person, or offered by them, and no mandate came of, or none yet; with the exact text, once they identified themself for it. */
export async function* draftsOf({ db, vault }: WorkNeeds, { id: personId, subjectRef }: Person) {
  const open = (context: string, value: Buffer | null) => value && openForSubject(db, vault, { subjectRef, context, value });
  for await (const draft of inPages((before) => listWithoutMandate(db, { personId, limit: pageSize, before }))) {
    const { id, organisationId, helperId, createdAt, termsHash, state, endCause, procedures, duration } = draft;
    const names = await namesThen(db, [draft]);
    const [organisation, helper] = [names.organisation(organisationId, createdAt) ?? '', names.helper(helperId, createdAt)];
    const { requestedAt, offeredAt, agreedAt, lapsesAt, startsAt, expiresAt } = draft;
    const dates = { createdAt, requestedAt, offeredAt, agreedAt, lapsesAt, startsAt, expiresAt };
    const text = await open(termsContext(id), draft.terms);
    const terms = { termsHash: termsHash?.toString('hex') ?? null, terms: text === null ? null : readTerms(text) };
    yield {
      id,
      organisation,
      helper,
      state,
      endCause,
      procedures,
      duration,
      ...dates,
      ...terms,
      reply: await open(replyContext(id), draft.reply),
    };
  }
}

/** Every use, with what services stated of it, signed as it came. */
export async function* usesOf({ db, vault }: WorkNeeds, person: Person) {
  for (let before: string | null = null; ;) {
    const uses = await listUsesOfPerson(db, person.id, { limit: pageSize, before });
    const names = await namesThen(db, uses);
    const receipts = await listReceiptsOfUses(
      db,
      vault,
      uses.map(({ id }) => id),
    );
    for (const { id, txn, mandateId, helperId, organisationId, clientName, procedure, usedAt, disclosedAt, endedAt } of uses) {
      const [helper, organisation] = [names.helper(helperId, usedAt), names.organisation(organisationId, usedAt)];
      yield {
        id,
        txn,
        mandateId,
        helper: helper ?? '',
        organisation: organisation ?? '',
        service: clientName,
        procedure,
        usedAt,
        disclosedAt,
        endedAt,
        receipts: receipts.get(id) ?? [],
      };
    }
    before = uses.at(-1)?.id ?? null;
    if (uses.length < pageSize) return;
  }
}

/** What the person contested, and all that was said. */
export async function* casesOf(needs: WorkNeeds, person: Person) {
  for (let offset = 0; ; offset += pageSize) {
    const lines = await listCasesOfPerson(needs.db, person.id, { limit: pageSize, offset });
    for (const { id } of lines)
      yield atomically(needs, async (work) => {
        const { one, organisation, steps } = await viewCase(work, { caseId: id, actor: { role: 'person', person } });
        const { useId, cause, noticed, state, outcome, openedAt, closedAt } = one;
        return { id, useId, organisation: organisation?.name ?? null, cause, noticed, state, outcome, openedAt, closedAt, steps };
      });
    if (lines.length < pageSize) return;
  }
}

/** What was sent to the person: what about, how and when. The words are forgotten once a message has left. */
export async function* messagesOf({ db }: WorkNeeds, person: Person) {
  yield* inPages((before) => listMessagesOf(db, person.subjectRef, { limit: pageSize, before }));
}

/** Everything that happened: acts, refusals, looks with their reason; each with its proof, null while it is not sealed yet. */
export async function* recordOf(needs: WorkNeeds, person: Person, { proofs }: { readonly proofs: 'with' | 'without' }) {
  const read = (before: string | null) => readOwnRecord(needs, { person, limit: pageSize, before });
  for (let page = await read(null); page.length > 0; page = await read(page.at(-1)?.entryId ?? null))
    for (const entry of page)
      yield { ...entry, proof: proofs === 'with' ? await proveOwnEntry(needs, { person, entryId: entry.entryId }) : null };
}
