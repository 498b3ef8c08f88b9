import { disclosure } from '../../src/journal/leaf.ts';
import { NoteError } from '../../src/journal/note.ts';
import { parsePolicy } from '../../src/journal/policy.ts';
import { makeReceipt, makeReceipts } from '../../src/journal/proof.ts';
import { parseLeaf, verifyReceipt } from '../../src/journal/receipt.ts';
import { serviceSubject, unwrap } from '../../src/journal/subject-keys.ts';
import { listSubjectKeys } from '../../src/journal/subject-key-store.ts';
import { findCheckpoint, findLeaf } from '../../src/journal/tree-store.ts';
import { openRooms } from '../support/rooms.ts';
import { Sequencing, signer } from '../support/sequencing.ts';

const rooms = await openRooms();
const { db, needs } = rooms;
const sequencing = new Sequencing(rooms);
const policy = parsePolicy(`log ${signer.vkey}\nquorum none`);

/** The entry of a client's registration, and the disclosure of its name. */
async function registration(): Promise<{ entryId: string; shown: string; clientId: string }> {
  const client = await rooms.world.client();
  const { rows } = await db.raw<{ rows: { entry_id: string }[] }>(
    "select entry_id from journal.entry_index where event = 'client_registered' order by entry_id desc limit 1",
  );
  const entryId = rows[0]?.entry_id ?? '';
  const [key] = await listSubjectKeys(db, [serviceSubject]);
  const dek = unwrap(needs.vault, { subjectRef: serviceSubject, wrapped: key?.wrapped ?? null });
  const { id } = parseLeaf((await findLeaf(db, entryId)) ?? Buffer.alloc(0));
  return { entryId, shown: disclosure({ dek, id, name: 'client', value: client.id }), clientId: client.id };
}

test('a receipt shows the fields chosen and no other, and outlives what is written later', async () => {
  const { entryId, shown, clientId } = await registration();
  expect(await makeReceipt(db, { entryId, disclosures: [shown] })).toBeNull();
  const sequencer = sequencing.start();
  await sequencing.settled(sequencer);
  const first = (await makeReceipt(db, { entryId, disclosures: [shown] })) ?? '';
  await sequencing.write(30);
  await sequencing.settled(sequencer);
  await sequencing.stop();
  const [later, early, blank] = await Promise.all([
    makeReceipt(db, { entryId, disclosures: [shown] }),
    makeReceipt(db, { entryId, disclosures: [shown], under: 'first' }),
    makeReceipt(db, { entryId, disclosures: [] }),
  ]);
  for (const receipt of [first, later, early]) {
    expect(verifyReceipt(receipt ?? '', policy)).toMatchObject({ leaf: { k: 'client_registered' }, fields: { client: clientId } });
    expect(receipt).toContain('c2sp.org/tlog-proof@v1\n');
  }
  expect(verifyReceipt(blank ?? '', policy).fields).toEqual({});
  expect(Buffer.from(blank?.split('\n')[1]?.slice(6) ?? '', 'base64').toString()).not.toContain(clientId);
  const [one, two] = [first, later ?? ''].map((receipt) => verifyReceipt(receipt, policy).checkpoint.size);
  expect(two).toBeGreaterThan(one ?? 0);
});

test('a field of another entry does not pass for one of this', async () => {
  const [one, other] = [await registration(), await registration()];
  const sequencer = sequencing.start();
  await sequencing.settled(sequencer);
  await sequencing.stop();
  const forged = await makeReceipt(db, { entryId: one.entryId, disclosures: [other.shown] });
  expect(() => verifyReceipt(forged ?? '', policy)).toThrow(NoteError);
});

test('the receipts of many entries are those of each, across tiles; one that the checkpoint does not hold has none', async () => {
  const sequencer = sequencing.start();
  await sequencing.write(300);
  await sequencing.settled(sequencer);
  await sequencing.stop();
  const under = await findCheckpoint(db);
  if (!under) throw new Error('nothing was published');
  await sequencing.write(1);
  const { rows } = await db.raw<{ rows: { id: string }[] }>('select id::text as id from journal.entries order by entries.id desc');
  const ids = rows.map(({ id }) => id);
  const receipts = await makeReceipts(db, ids, under);
  expect(receipts.size).toBe(under.size);
  expect(receipts.has(ids[0] ?? '')).toBe(false);
  for (const id of ids.slice(1).filter((_, place) => place % 37 === 0))
    expect(receipts.get(id)).toBe(await makeReceipt(db, { entryId: id, disclosures: [], under }));
  expect(verifyReceipt(receipts.get(ids[200] ?? '') ?? '', policy).checkpoint.size).toBe(under.size);
});
