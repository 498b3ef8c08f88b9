import { atomically } from '../../src/db/database.ts';
import { wordsContext } from '../../src/cases/case.ts';
import { openForSubject } from '../../src/journal/subject-keys.ts';
import { auditJournal } from '../../src/journal/audit.ts';
import { termsContext } from '../../src/mandates/attestation.ts';
import { erasePrincipal } from '../../src/mandates/erase-principal.ts';
import { receiptContext } from '../../src/mandates/receipt.ts';
import { stopCodeContext } from '../../src/mandates/stop-code.ts';
import { dump, unfilled, values } from '../support/held-values.ts';
import { openRooms } from '../support/rooms.ts';
import { logKeys, Sequencing } from '../support/sequencing.ts';
import { spied } from '../support/spied-vault.ts';
import { known, liveWhole } from '../support/whole-life.ts';

// Somebody leaves traces in every table there is, and is erased. What may stay of them is written here, column by column, and why: a table
// or a column that lands later is held against it by itself.

/** Sealed columns of which a value stays, under the key that was destroyed: how each would be opened by somebody who had another's. */
const underTheirKey: Readonly<Record<string, (row: Readonly<Record<string, string>>) => string>> = {
  'case_steps.words': ({ id }) => wordsContext(id ?? ''),
  'mandate_drafts.terms': ({ id }) => termsContext(id ?? ''),
  'mandates.terms': ({ id }) => termsContext(id ?? ''),
  'receipts.statement': ({ id }) => receiptContext(id ?? ''),
  'stop_codes.code': ({ mandate_id }) => stopCodeContext(mandate_id ?? ''),
  'sms_questions.words': ({ draft_id }) => `sms-question/${draft_id ?? ''}/words`,
};

/** Other columns of which a value stays, and why it says nothing of them. */
const innocent: Readonly<Record<string, string>> = {
  'alerts.subject': 'a random number, of a helper, a mandate or a person',
  'cases.person_id': 'a random number that names a row which says nothing any more',
  'letters.person_id': 'the same',
  'mandate_drafts.person_id': 'the same',
  'mandates.person_id': 'the same',
  'sms_questions.person_id': 'the same',
  'uses.person_id': 'the same',
  'news.person_id': 'the same; what was still to be told is gone',
  'confirmations.request_hash': 'of what a service asked for, with its random state',
  'confirmations.print': 'of a code of six digits that lived ten minutes, with the random number of its row',
  'receipts.jti_hash': 'of a random number that the service made',
  'stop_codes.print': 'of a random code, of a mandate that is over',
  'stop_holders.session': 'of a random number; goes with the session, which is swept',
  'outbox.message': 'to the staff of the organisation, under its own subject or none; nothing about a person is in it',
  'journal.sealed_values.blob': 'what is about the helper, the service and the organisation, under their keys',
  'journal.subject_keys.wrapped_dek': 'others’ keys',
  'case_steps.staff_id': 'the helper who answered',
};

const rooms = await openRooms();
const { needs, db, world } = rooms;
const spy = spied(needs.vault);
Object.assign(needs, { vault: spy.vault });
const sequencing = new Sequencing(rooms);
const helper = await world.helper();

const before = await values(rooms);
const person = await liveWhole(rooms, helper);
const lived = await values(rooms);
const empty = await unfilled(rooms);
await atomically(needs, (work) => erasePrincipal(work, { personId: person.id, by: helper, reason: 'person_asked' }));
const after = await values(rooms);
const stayed = [...after].filter(([key]) => !before.has(key)).map(([, value]) => value);

test('the life was whole: every table whose rows lead to a person had some', () => {
  expect(empty).toEqual([]);
});

test('what stays of a person is named, column by column, and why', () => {
  const staff = new Set(stayed.filter(({ name }) => name === 'memberships.helper_id').map(({ value }) => value));
  const names = stayed.filter(({ name, value }) => !staff.has(value) && value !== helper.id && !isOfStaff(name)).map(({ name }) => name);
  const declared = new Set([...Object.keys(underTheirKey), ...Object.keys(innocent)]);
  expect([...new Set(names)].filter((name) => !declared.has(name))).toEqual([]);
  expect([...lived.keys()].length).toBeGreaterThan(after.size);
});

test('nothing of them is anywhere in clear', async () => {
  const all = (await dump(rooms)).join('\n').toLowerCase();
  for (const trace of traces()) expect(all).not.toContain(trace.toLowerCase());
});

test('nothing that was sealed with the master key alone, or fingerprinted, of what they are known by is anywhere', async () => {
  const all = (await dump(rooms)).join('\n');
  const left = spy.made.filter(({ plain, hex }) => isOfThem(plain) && [hex, hex.slice(0, 32)].some((form) => all.includes(form)));
  expect(left.map(({ how, purpose }) => `${how} ${purpose}`)).toEqual([]);
  const prints = spy.made.filter(
    ({ how, purpose }) => how === 'print' && ['name', 'contact', 'identity', 'upstream-subject'].includes(purpose),
  );
  expect(new Set(prints.map(({ purpose }) => purpose)).size).toBeGreaterThanOrEqual(3);
  const kept = prints.filter(({ hex }) => all.includes(hex.slice(0, 32)));
  expect(kept.map(({ purpose, plain }) => `${purpose}: ${plain}`)).toEqual([]);
});

test('what stays sealed opens with no key that is left', async () => {
  const { rows } = await db.raw<{ rows: { subject_ref: string }[] }>(
    'select subject_ref from journal.subject_keys where wrapped_dek is not null',
  );
  let tried = 0;
  for (const [name, context] of Object.entries(underTheirKey)) {
    const [table = '', column = ''] = name.split('.');
    const sealed = await rooms.asOwner<Record<string, string>>(
      `select to_jsonb(t.*) as row, encode(${column}, 'hex') as hex from ${table} t where ${column} is not null`,
    );
    for (const { row, hex } of sealed.rows)
      for (const { subject_ref: subjectRef } of rows) {
        const value = Buffer.from(hex ?? '', 'hex');
        await expect(openForSubject(db, needs.vault, { subjectRef, context: context(row as never), value })).rejects.toThrow();
        tried++;
      }
  }
  expect(tried).toBeGreaterThan(10);
});

test('every proof still verifies', async () => {
  await sequencing.settled(sequencing.start());
  await sequencing.stop();
  const found: unknown[] = [];
  for await (const fault of auditJournal({ db, logKeys })) found.push(fault);
  expect(found).toEqual([]);
});

function traces(): string[] {
  const { givenName, familyName, email } = known.identity;
  const texts = [givenName, familyName, email, 'quercyboul', known.phone, known.phone.slice(3), known.words];
  return texts.flatMap((text) => [
    text,
    Buffer.from(text).toString('hex'),
    Buffer.from(text).toString('base64').replace(/=+$/, '').slice(0, -1),
  ]);
}

function isOfThem(plain: string): boolean {
  return traces().some((trace) => plain.toLowerCase().includes(trace.toLowerCase()));
}

/** About those who helped, not about the person. */
function isOfStaff(name: string): boolean {
  return /^(helpers|memberships|totp_factors|clients|signing_keys|helper_standings)\./.test(name);
}
