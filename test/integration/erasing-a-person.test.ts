import { atomically } from '../../src/db/database.ts';
import { append, recorded } from '../../src/journal/append.ts';
import { exportJournal } from '../../src/journal/export.ts';
import { parsePolicy } from '../../src/journal/policy.ts';
import { receiptOf } from '../../src/journal/prove-entries.ts';
import { readEntries } from '../../src/journal/read-entries.ts';
import { verifyReceipt } from '../../src/journal/receipt.ts';
import { findPerson } from '../../src/people/store.ts';
import { refusedWith } from '../support/acts.ts';
import { openErasures } from '../support/erasing.ts';
import { signer } from '../support/sequencing.ts';

const { rooms, helper, acts, someone, ended, erase, erased, dump, left, settle, faults, entriesOf } = await openErasures();
const { db, needs } = rooms;
const { vault } = needs;
const policy = parsePolicy(`log ${signer.vkey}\nquorum none`);

test('after an erasure nothing of the person is readable anywhere, and every proof still verifies', async () => {
  const { mandate, person, identity } = await ended();
  await settle();
  const [last] = await entriesOf(mandate);
  const entryId = last?.entryId ?? '';
  const kept = (await receiptOf({ db, vault }, entryId, { showing: person })) ?? '';
  expect(verifyReceipt(kept, policy).fields).toMatchObject({ person: person.id, mandate: mandate.id });
  expect(await left(person)).toMatchObject({ contacts: 1 });
  await erase(person.id);
  await settle();

  const all = await dump();
  for (const trace of [identity.familyName, identity.email, 'Joséphine']) expect(all).not.toContain(trace);
  expect(await left(person)).toEqual({ key: null, sealed: 0, messages: 0, named: 0, prints: 0, contacts: 0 });
  expect(await findPerson(db, vault, person.id)).toBeUndefined();
  const still = await entriesOf(mandate);
  expect(still.map(({ fields }) => Object.keys(fields)).flat()).toEqual(expect.not.arrayContaining(['person', 'mandate', 'channel']));

  // what was signed stays, ours and the copy that was taken away before; a new one shows who acted, nothing else
  expect(verifyReceipt(kept, policy).fields).toMatchObject({ person: person.id });
  const now = (await receiptOf({ db, vault }, entryId, { showing: person })) ?? '';
  expect(verifyReceipt(now, policy).fields).toEqual({ helper: helper.id, organisation: helper.organisation.id });
  expect(await faults()).toEqual([]);
  let exported = '';
  for await (const line of exportJournal({ db })) exported += line;
  for (const trace of [identity.familyName, person.id, person.subjectRef]) expect(exported).not.toContain(trace);
});

test('the entry says that somebody was erased, by whom and why; not whom', async () => {
  const { person } = await erased();
  const [entry] = await readEntries({ db, vault }, { helperId: helper.id }, { limit: 1 });
  expect(entry).toMatchObject({ event: 'subject_erased', personId: null, fields: { reason: 'person_asked', helper: helper.id } });
  expect(JSON.stringify(entry)).not.toContain(person.id);
});

test('the helper’s own fields outlive the person’s', async () => {
  const { mandate } = await erased();
  const [last] = await entriesOf(mandate);
  expect(last?.fields).toMatchObject({ helper: helper.id, organisation: helper.organisation.id });
});

test('whoever comes back after an erasure is somebody new', async () => {
  const { person, identity } = await erased();
  const again = await rooms.world.mandate({ helper, identity });
  expect(again.personId).not.toBe(person.id);
});

test('nobody is erased while a mandate of theirs is active, nor twice', async () => {
  const { mandate, person } = await someone();
  await expect(erase(person.id)).rejects.toEqual(refusedWith('person_has_mandates'));
  expect(await findPerson(db, vault, person.id)).toBeDefined();
  await acts.revoke(mandate, helper);
  await erase(person.id);
  await expect(erase(person.id)).rejects.toEqual(refusedWith('person_unknown'));
});

test('what is refused about somebody erased is recorded without them', async () => {
  const { person } = await erased();
  const attempt = { event: 'mandate_viewed', person, helper } as const;
  const act = () => atomically(needs, (work) => append(work, attempt));
  await expect(recorded(needs, attempt, act)).rejects.toEqual(refusedWith('person_unknown'));
  const [entry] = await readEntries({ db, vault }, { helperId: helper.id }, { limit: 1 });
  expect(entry).toMatchObject({ event: 'mandate_viewed', personId: null, refusal: 'person_unknown' });
});
