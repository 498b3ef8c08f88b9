import { atomically } from '../../src/db/database.ts';
import { listEntries } from '../../src/journal/store.ts';
import { openForSubject } from '../../src/journal/subject-keys.ts';
import { lookForm } from '../../src/people/forms.ts';
import { openPersonalData } from '../../src/people/open-personal-data.ts';
import { findPerson } from '../../src/people/store.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();
const { needs, world } = rooms;

const why = { role: 'manager', purpose: 'complaint', reason: 'Sa fille conteste un acte du 3 mars.', what: 'mandate' } as const;

async function someone() {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper });
  const person = await findPerson(needs.db, needs.vault, mandate.personId);
  if (!person) throw new Error('nobody');
  return { reader: helper, organisationId: helper.organisation.id, personId: person.id, subjectRef: person.subjectRef, mandate };
}

test('what is about a person opens with who looked, for whom and why', async () => {
  const { personId, ...who } = await someone();
  const person = await atomically(needs, (work) => openPersonalData(work, { ...why, ...who, personId }));
  expect(person.identity.familyName).toBe('ST-PIERRE');
  const [entry] = await listEntries(needs.db, { personId }, { limit: 1 });
  expect(entry).toMatchObject({
    ...{ event: 'personal_data_opened', personId, helperId: who.reader.id },
    ...{ organisationId: who.organisationId, mandateId: who.mandate.id },
  });
});

test('the reason is sealed with the person’s key, and nowhere in clear', async () => {
  const { personId, subjectRef, ...who } = await someone();
  await atomically(needs, (work) => openPersonalData(work, { ...why, ...who, personId }));
  const { rows } = await rooms.asOwner<{ blob: Buffer; leaf: Buffer }>(
    `select blob, leaf from journal.sealed_values join journal.entries on id = entry_id
      where subject_ref = '${subjectRef}' and event = 'personal_data_opened'`,
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const { leaf, blob } of rows)
    expect(Buffer.concat([Buffer.from(leaf), Buffer.from(blob)]).toString('latin1')).not.toContain('Sa fille');
});

test('when the journal cannot be written nothing is opened', async () => {
  const { personId, ...who } = await someone();
  await rooms.asOwner('revoke insert on journal.entries from procura_app');
  try {
    await expect(atomically(needs, (work) => openPersonalData(work, { ...why, ...who, personId }))).rejects.toMatchObject({
      code: 'journal_unavailable',
      status: 503,
    });
  } finally {
    await rooms.asOwner('grant insert (at, event, mandate_ref, mandate_n, leaf) on journal.entries to procura_app');
  }
});

test('a person whose key was destroyed opens to nobody', async () => {
  const { personId, subjectRef, ...who } = await someone();
  await rooms.asOwner(
    `update journal.subject_keys set wrapped_dek = null, shredded_at = created_at, erased_by = 1 where subject_ref = '${subjectRef}'`,
  );
  await expect(atomically(needs, (work) => openPersonalData(work, { ...why, ...who, personId }))).rejects.toMatchObject({
    code: 'person_unknown',
  });
  expect(await openForSubject(needs.db, needs.vault, { subjectRef, context: '', value: Buffer.alloc(0) })).toBeNull();
});

test.each([
  ['no purpose', { reason: why.reason }],
  ['a purpose nobody knows', { purpose: 'curiosity', reason: why.reason }],
  ['no reason', { purpose: 'complaint' }],
  ['a reason that says nothing', { purpose: 'complaint', reason: '   contrôle   ' }],
  ['a reason nobody will read', { purpose: 'complaint', reason: 'a'.repeat(501) }],
])('%s is not why one looks', (_what, form) => {
  expect(lookForm.safeParse(form).success).toBe(false);
});
