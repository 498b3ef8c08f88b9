import { randomBytes, randomUUID } from 'node:crypto';
import { after, day } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { insertSession } from '../../src/http/store.ts';
import { append } from '../../src/journal/append.ts';
import { sealForSubject } from '../../src/journal/subject-keys.ts';
import type { Mandate } from '../../src/mandates/mandate.ts';
import { insertReceipt } from '../../src/mandates/receipt-store.ts';
import { receiptContext } from '../../src/mandates/receipt.ts';
import { requestRemotely } from '../../src/mandates/request-remotely.ts';
import { addContact } from '../../src/people/add-contact.ts';
import { sendContactCode } from '../../src/people/confirm-contact.ts';
import { contactPrint } from '../../src/people/contact.ts';
import type { Person } from '../../src/people/person.ts';
import { receiveSms } from '../../src/people/receive-sms.ts';
import { findPerson } from '../../src/people/store.ts';
import { actsIn } from './acts.ts';
import { casesIn } from './cases.ts';
import { confirmNumber, takeMessages } from './confirming.ts';
import type { Rooms } from './rooms.ts';
import { sensitiveIn } from './sensitive.ts';
import { publicUrl, tellingIn } from './telling.ts';
import { josephine, type TestHelper } from './world.ts';

/** Somebody about whom every table has something to say. What they are known by, to be looked for afterwards. */
export const known = {
  identity: { ...josephine, givenName: 'Zénobie', familyName: 'QUERCYBOUL', email: 'zenobie@quercyboul.example' },
  phone: '+33655443322',
  words: 'Zénobie n’était pas là ce jour-là',
};

/** Lives it; the mandate is over in the end, so that they may be erased. */
export async function liveWhole(rooms: Rooms, helper: TestHelper): Promise<Person> {
  const { needs, world, db, clock } = rooms;
  const client = await world.client();
  const [acts, cases, sensitive] = [actsIn(rooms), casesIn(rooms), sensitiveIn(rooms, client)];
  const mandate = await world.mandate({ helper, identity: known.identity, procedures: ['papiers', 'logement'] });
  const person = await findPerson(db, needs.vault, mandate.personId);
  if (!person) throw new Error('the person of the mandate is there');
  await confirmNumber(needs, person.id, known.phone);
  const act = { ...{ helper, mandate, client, requestHash: randomBytes(32) }, acts: ['payment'], procedure: 'papiers' } as const;
  await sensitive.confirm(act, await sensitive.ask(act));
  const { use } = await sensitive.take(act);
  const manager = await cases.asManager(await world.helper({ organisation: helper.organisation }));
  await cases.act(await cases.open({ use, person }, known.words), manager, 'answer', known.words);
  const { choose, use: tellUse } = tellingIn(rooms);
  await choose(person, 'email', 'weekly');
  await tellUse({ mandate, person, helper });
  await beWritten(rooms, person, { draftId: (await world.draft({ helper })).id, helper });
  await beStated(rooms, person, { useId: use.id, mandate, clientId: client.id, helperId: helper.id });
  await takeMessages(needs); // those under no key leave within a day or are given up; what is queued from here on stays
  await acts.revoke(mandate, helper);
  await atomically(needs, ({ tx, at }) =>
    insertSession(tx, {
      ...{ idHash: randomBytes(32), helperId: null, personId: person.id, organisationId: null, firstFactorAt: at, secondFactorAt: null },
      ...{ returnTo: null, language: 'fr', device: 'Firefox, Linux', idleMinutes: null, createdAt: at, seenAt: at },
      expiresAt: after(clock.now(), day),
    }),
  );
  return person;
}

/** What goes to them and comes from them: a link, an SMS, a code, a question. */
async function beWritten(
  rooms: Rooms,
  person: Person,
  { draftId, helper }: { readonly draftId: string; readonly helper: TestHelper },
): Promise<void> {
  const { needs } = rooms;
  await atomically(needs, async (work) => {
    const to = { channel: 'email', address: known.identity.email } as const;
    await requestRemotely(work, { draftId, helper, organisation: helper.organisation, ...to, publicUrl });
    await receiveSms(work, { sms: { id: randomUUID(), from: known.phone, text: known.words }, answerers: [], publicUrl });
    const contact = { channel: 'email', address: 'autre@quercyboul.example', person, by: { origin: 'person' }, isHelpers: false } as const;
    const { id } = await addContact(work, contact);
    await sendContactCode(work, { person, contactId: id, language: 'fr' });
  });
  const words = await atomically(needs, (work) =>
    sealForSubject(work, person.subjectRef, { context: `sms-question/${draftId}/words`, plain: known.words }),
  );
  const print = contactPrint(needs.vault, { channel: 'sms', address: known.phone });
  const bytes = (value: Buffer) => `'\\x${value.toString('hex')}'`;
  await rooms.asOwner(
    `set session_replication_role = replica;
     update mandate_drafts set person_id = '${person.id}' where id = '${draftId}';
     insert into sms_questions (draft_id, person_id, message_id, asked_at, terms_hash, words, print)
       values ('${draftId}', '${person.id}', '${randomUUID()}', now(), '\\x00', ${bytes(words)}, ${bytes(print)});
     set session_replication_role = default`,
  );
}

/** What others say of what was done for them. */
async function beStated(
  rooms: Rooms,
  person: Person,
  at: { readonly useId: string; readonly mandate: Mandate; readonly clientId: string; readonly helperId: string },
): Promise<void> {
  const { needs } = rooms;
  const id = randomUUID();
  await atomically(needs, async (work) => {
    const statement = await sealForSubject(work, person.subjectRef, { context: receiptContext(id), plain: known.words });
    const { useId, mandate, clientId } = at;
    await insertReceipt(work.tx, {
      ...{ id, useId, mandateId: mandate.id, clientId, statement },
      jtiHash: randomBytes(32),
      receivedAt: work.at,
    });
    await append(work, { event: 'receipt_received', mandate, useId, person, clientId });
  });
  await rooms.asOwner(
    `set session_replication_role = replica;
     insert into signals (id, use_id, client_id, mandate_id, procedure, kind, created_at, due_at, expires_at)
       values ('${randomUUID()}', '${at.useId}', '${at.clientId}', '${at.mandate.id}', 'papiers', 'logout', now(), now(), now());
     insert into reminders (mandate_id, kind, told_at) values ('${at.mandate.id}', 'ends_soon', now());
     insert into looks (id, helper_id, organisation_id, mandate_id, opened_at)
       select gen_random_uuid(), '${at.helperId}', organisation_id, id, now() from mandates where id = '${at.mandate.id}';
     insert into alerts (id, at, raised_at, entry_id, rule, subject, quiet, noticed, mandate_id, use_id)
       values (gen_random_uuid(), now(), now(), 1, 'test', '${person.id}', 1, '{}', '${at.mandate.id}', '${at.useId}');
     insert into letters (id, person_id, organisation_id, helper_id, printed_at)
       select gen_random_uuid(), person_id, organisation_id, helper_id, now() from mandates where id = '${at.mandate.id}';
     insert into case_reminders (case_id, kind, due_at, told_at) select id, 'waiting', now(), now() from cases;
     insert into sample_lines (sample_id, n, leaf_id, use_id) values (gen_random_uuid(), 1, gen_random_uuid(), '${at.useId}');
     insert into stop_holders (session, mandate_id, proved_at) values ('\\x00', '${at.mandate.id}', now());
     set session_replication_role = default`,
  );
}
