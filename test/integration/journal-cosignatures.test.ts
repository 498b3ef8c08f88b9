import { auditJournal } from '../../src/journal/audit.ts';
import { openSigner, parseVkey, splitNote } from '../../src/journal/note.ts';
import { findCheckpoint } from '../../src/journal/tree-store.ts';
import { openRooms } from '../support/rooms.ts';
import { logKeys, Sequencing } from '../support/sequencing.ts';

const rooms = await openRooms();
const { db } = rooms;
const sequencing = new Sequencing(rooms);
const witness = openSigner('witness.example', Buffer.alloc(32, 9), 4);
const witnessKeys = [parseVkey(witness.vkey)];

const faults = async (keys = witnessKeys) => {
  const found: string[] = [];
  for await (const { kind, detail } of auditJournal({ db, logKeys, witnessKeys: keys })) found.push(`${kind}: ${detail}`);
  return found;
};

/** The administrator of the database puts another note in place of the published one. */
async function replace(note: string, size: number): Promise<void> {
  await rooms.asOwner(`alter table journal.checkpoints disable trigger user;
    update journal.checkpoints set note = '${note}', cosignatures = 1 where size = ${String(size)};
    alter table journal.checkpoints enable trigger user`);
}

test('each bit of a cosignature is held: one that is flipped is named, with whose it is', async () => {
  await sequencing.write(3);
  await sequencing.settled(sequencing.start());
  await sequencing.stop();
  const { note = '', size = 0 } = (await findCheckpoint(db)) ?? {};
  const line = witness.signatureOf(splitNote(note).text, 1_790_000_000);
  await replace(note + line, size);
  expect(await faults()).toEqual([]);

  const [head = '', base64 = ''] = line.trimEnd().split(/ (?=\S+$)/);
  for (const at of [4, 11, 12, 40, 75]) {
    const bytes = Buffer.from(base64, 'base64'); // 4 bytes say whose it is, 8 when, 64 sign
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    await replace(`${note}${head} ${bytes.toString('base64')}\n`, size);
    expect(await faults()).toEqual([`wrong_signature: the checkpoint at ${String(size)}: the signature of witness.example is wrong`]);
    expect(await faults([])).toEqual([]); // whoever does not know the witness counts its line, and no more
  }
});
