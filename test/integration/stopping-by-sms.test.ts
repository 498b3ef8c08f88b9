import { atomically } from '../../src/db/database.ts';
import { readStopCode } from '../../src/mandates/keep-stop-code.ts';
import type { Mandate } from '../../src/mandates/mandate.ts';
import { formatStopCode, newStopCode } from '../../src/mandates/stop-code.ts';
import { stopBySms } from '../../src/mandates/stop-by-sms.ts';
import { findMandate } from '../../src/mandates/store.ts';
import { receiveSms } from '../../src/people/receive-sms.ts';
import { findPerson } from '../../src/people/store.ts';
import { contactsIn } from '../support/contacts.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();
const { needs, world } = rooms;
const contacts = contactsIn(rooms);
const publicUrl = 'https://procura.example';
const from = '+33639980707';
let count = 0;

const receive = (text: string, id = `sms-${String(++count)}`) =>
  atomically(needs, (work) => receiveSms(work, { sms: { id, from, text }, answerers: [stopBySms({ publicUrl })], publicUrl }));
const replies = async () => (await contacts.messages()).filter(({ to }) => to === from).map(({ text }) => text);
const isRunning = async ({ id }: Mandate) => (await findMandate(needs.db, id))?.revokedAt === null;
const codeOf = ({ id, personId }: Mandate) =>
  atomically(needs, async (work) => {
    const person = await findPerson(work.tx, work.vault, personId);
    return formatStopCode((person && (await readStopCode(work, { mandateId: id, person }))) ?? '');
  });

const inArabic = (code: string) => code.replaceAll(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'.charAt(Number(digit)));
const inCyrillic = (code: string) => code.replaceAll(/[ABCEHKMPTXY]/g, (sign) => 'АВСЕНКМРТХУ'.charAt('ABCEHKMPTXY'.indexOf(sign)));

test.each([
  ['STOP and the code', (code: string) => `STOP ${code}`],
  ['small letters, no spaces', (code: string) => `stop ${code.replaceAll(' ', '').toLowerCase()}`],
  ['a colon and a full stop', (code: string) => `Stop : ${code}.`],
  ['Cyrillic letters', (code: string) => `СТОП ${code}`],
  ['a line end', (code: string) => `STOP\n${code}`],
  ['nothing between', (code: string) => `STOP${code.replaceAll(' ', '')}`],
  ['words around', (code: string) => `Bonjour, STOP ${code} merci`],
  ['the code alone', (code: string) => code],
  ['Arabic digits', (code: string) => `STOP ${inArabic(code)}`],
  ['Cyrillic letters that look like ours', (code: string) => `СТОП ${inCyrillic(code)}`],
])('%s ends the mandate at once, from any number, and says so', async (_, write) => {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper });
  await receive(write(await codeOf(mandate)));
  expect(await isRunning(mandate)).toBe(false);
  expect(await replies()).toEqual([expect.stringContaining(`est fait. ${helper.organisation.name} ne peut plus agir`)]);
});

test('the answer is in the language of the mandate', async () => {
  const mandate = await world.mandate({ helper: await world.helper(), language: 'pt' });
  await receive(`STOP ${await codeOf(mandate)}`);
  expect(await replies()).toEqual([expect.stringContaining('Feito.')]);
});

test('the same SMS twice ends it once; another one later finds it ended', async () => {
  const mandate = await world.mandate({ helper: await world.helper() });
  const text = `STOP ${await codeOf(mandate)}`;
  await receive(text, 'twice');
  await receive(text, 'twice');
  await receive(text);
  expect((await replies()).sort()).toEqual([expect.stringContaining('est fait'), expect.stringContaining('était déjà terminé')]);
});

test.each([
  ['STOP alone', 'STOP', 'répondez STOP et le code de votre papier'],
  ['stop, with a mark', 'stop !', 'répondez STOP et le code de votre papier'],
  ['a mistyped code', 'STOP ABCD EFGH JKMN PQRS', 'il y a une faute dans ce code'],
  ['the code of nobody', `STOP ${newStopCode()}`, "ce code n'existe pas"],
])('%s ends nothing, and the answer says what to do', async (_, text, said) => {
  const mandate = await world.mandate({ helper: await world.helper() });
  await receive(text);
  expect(await isRunning(mandate)).toBe(true);
  expect(await replies()).toEqual([expect.stringContaining(said)]);
});

test.each(['Bonjour', 'Stopper', 'nonstop', '123456'])('%j is left to others', async (text) => {
  expect(await atomically(needs, (work) => stopBySms({ publicUrl })(work, { id: 'x', from, text, senders: [] }))).toBeNull();
});

test('a wrong code is recorded, without the code', async () => {
  const wrong = newStopCode();
  await receive(`STOP ${wrong}`);
  const { rows } = await needs.db.raw<{ rows: { leaf: Buffer }[] }>(`select leaf from journal.entries where event = 'stop_refused'`);
  expect(rows.length).toBeGreaterThan(0);
  for (const { leaf } of rows) expect(leaf.toString('latin1')).not.toContain(wrong);
});
