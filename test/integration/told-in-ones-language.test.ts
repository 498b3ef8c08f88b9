import { atomically } from '../../src/db/database.ts';
import { askConfirmation } from '../../src/mandates/ask-confirmation.ts';
import { openLetter } from '../../src/mandates/print-letter.ts';
import { translator } from '../../src/http/texts.ts';
import { smsNotUnderstood } from '../../src/notifications/sms-messages.ts';
import { chooseLanguage } from '../../src/people/choose-language.ts';
import { receiveSms } from '../../src/people/receive-sms.ts';
import { findPerson } from '../../src/people/store.ts';
import { confirmNumber, takeMessages } from '../support/confirming.ts';
import { printedLetter } from '../support/letters.ts';
import { openRooms } from '../support/rooms.ts';
import { sensitiveIn } from '../support/sensitive.ts';

const rooms = await openRooms();
const { needs, world } = rooms;
const publicUrl = 'https://procura.example';
const client = await world.client({ sensitiveActs: ['payment'] });
const { arrive } = sensitiveIn(rooms, client);
const lastText = async () => (await takeMessages(needs)).at(-1)?.text;

/** Chosen on their pages; they never said how they want to be told, and their mandate is in French. */
async function readsTurkish(personId: string): Promise<void> {
  const person = await findPerson(needs.db, needs.vault, personId);
  if (!person) throw new Error('nobody');
  await atomically(needs, (work) => chooseLanguage(work, { person, language: 'tr' }));
}

test('an SMS of theirs is answered in the language of their pages', async () => {
  const { personId } = await world.mandate({ helper: await world.helper() });
  await readsTurkish(personId);
  const from = await confirmNumber(needs, personId);
  await atomically(needs, (work) => receiveSms(work, { sms: { id: 'one', from, text: 'Merhaba' }, answerers: [], publicUrl }));
  expect(await lastText()).toBe(smsNotUnderstood('tr', `${publicUrl}/help`).replace('’', "'"));
});

test('the code of a sensitive act comes in it', async () => {
  const { helper, mandate, procedure, requestHash, acts } = await arrive();
  await readsTurkish(mandate.personId);
  const of = { mandateId: mandate.id, helperId: helper.id, organisationId: helper.organisation.id, procedure, requestHash, acts };
  await atomically(needs, (work) => askConfirmation(work, { ...of, client, secondFactorAt: rooms.clock.now() }));
  expect(await lastText()).toContain(translator('tr')('message.act.refuse'));
});

test('their letter is in it', async () => {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper });
  const { personId } = await printedLetter(needs, { helper, mandateId: mandate.id });
  await readsTurkish(personId);
  const letter = await atomically(needs, (work) => openLetter(work, { helper, organisation: helper.organisation, personId }));
  expect(letter.language).toBe('tr');
});
