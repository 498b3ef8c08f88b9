import { atomically } from '../../src/db/database.ts';
import { append } from '../../src/journal/append.ts';
import { createSubject, serviceSubject } from '../../src/journal/subject-keys.ts';
import { erasePrincipal } from '../../src/mandates/erase-principal.ts';
import { findPerson } from '../../src/people/store.ts';
import { refusedWith } from '../support/acts.ts';
import { openErasures } from '../support/erasing.ts';

const { rooms, helper, someone, ended, erase, left, settle, faults } = await openErasures();
const { db, needs } = rooms;
const { vault } = needs;

describe('an application that was taken over', () => {
  const shred = (ref: string, count = `journal.count_sealed('${ref}')`) =>
    `select journal.erase_subject('${ref}', '${ref}', now(), ${count})`;

  test.each([
    ['destroys no key by hand', `update journal.subject_keys set wrapped_dek = null`],
    ['replaces no key', `update journal.subject_keys set wrapped_dek = '\\x00'`],
    ['removes no key', `delete from journal.subject_keys`],
    ['removes no sealed value', `delete from journal.sealed_values`],
    ['destroys no key without saying how much goes with it', `select journal.erase_subject(gen_random_uuid(), gen_random_uuid(), now())`],
    ['renames nobody in the index', `update journal.entry_index set person_id = null`],
  ])('%s', async (_what, sql) => {
    await expect(db.raw(sql)).rejects.toMatchObject({ code: '42501' });
  });

  test('destroys no key without an entry of its own in the same transaction', async () => {
    const { person } = await someone();
    const other = await someone();
    const erasure = { event: 'subject_erased', details: { reason: 'person_asked' } } as const;
    await atomically(needs, (work) => append(work, erasure));
    await expect(db.raw(shred(person.subjectRef))).rejects.toThrow();
    const with_ = (event: 'subject_erased' | 'helper_signed_out', ...refs: string[]) =>
      atomically(needs, async (work) => {
        await append(work, { ...erasure, event });
        for (const ref of refs) await work.tx.raw(shred(ref));
      });
    await expect(with_('helper_signed_out', person.subjectRef)).rejects.toThrow(/only with its journal entry/);
    await expect(with_('subject_erased', person.subjectRef, other.person.subjectRef)).rejects.toThrow(/subject_keys_erased_by_key/);
    await expect(with_('subject_erased', serviceSubject)).rejects.toThrow(/no key to destroy/);
    await expect(db.raw(shred(person.subjectRef, '0'))).rejects.toThrow(/as much as it says/);
    expect(await findPerson(db, vault, person.id)).toBeDefined();
  });
});

test('a key that the administrator of the database destroys by hand is named by the audit', async () => {
  const subjectRef = await atomically(needs, (work) => createSubject(work));
  await settle();
  await rooms.asOwner(
    `update journal.subject_keys set wrapped_dek = null, shredded_at = created_at, erased_by = 1 where subject_ref = '${subjectRef}'`,
  );
  expect(await faults()).toEqual([`missing: the key of the subject ${subjectRef} is gone, and no entry says that it was destroyed`]);
  await rooms.asOwner(`delete from journal.subject_keys where subject_ref = '${subjectRef}'`);
});

// two transactions at once need two sessions
(rooms.isServer ? describe : describe.skip)('an entry about somebody who is being erased', () => {
  test('written while the erasure has not committed, it waits and is refused: nothing is left under the destroyed key', async () => {
    const { person } = await ended();
    let late: Promise<unknown> = Promise.resolve();
    await atomically(needs, async (work) => {
      await erasePrincipal(work, { personId: person.id, by: helper, reason: 'person_asked' });
      late = atomically(needs, (other) => append(other, { event: 'mandate_viewed', person, helper }));
      late.catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 200));
    });
    await expect(late).rejects.toEqual(refusedWith('person_unknown'));
    expect(await left(person)).toMatchObject({ key: null, sealed: 0, named: 0 });
  });

  test('written first, the erasure waits for it and takes it along', async () => {
    const { person } = await ended();
    let erasure: Promise<unknown> = Promise.resolve();
    await atomically(needs, async (work) => {
      await append(work, { event: 'mandate_viewed', person, helper });
      await work.tx.raw('select 1'); // an entry is sent without waiting for the answer: now it is there
      erasure = erase(person.id);
      await new Promise((resolve) => setTimeout(resolve, 200));
    });
    await erasure;
    expect(await left(person)).toMatchObject({ key: null, sealed: 0, named: 0 });
  });

  test('of many at once each is written and erased, or refused; none stays half', async () => {
    const { person } = await ended();
    const writers = Array.from({ length: 30 }, (_, n) =>
      atomically(needs, (work) =>
        append(work, { event: 'mandate_viewed', person, helper, useId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` }),
      ),
    );
    const results = await Promise.allSettled([...writers.slice(0, 15), erase(person.id), ...writers.slice(15)]);
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toEqual(refusedWith('person_unknown'));
    expect(await left(person)).toMatchObject({ key: null, sealed: 0, named: 0 });
    await settle();
    expect(await faults()).toEqual([]);
  });
});
