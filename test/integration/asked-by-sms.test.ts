import { readEntries } from '../../src/journal/read-entries.ts';
import { findDraft } from '../../src/mandates/draft-store.ts';
import { parseAnswer } from '../../src/mandates/sms-answer.ts';
import { findMandate } from '../../src/mandates/store.ts';
import { allLanguages } from '../../src/http/languages.ts';
import { askingIn } from '../support/asking-by-sms.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();
const { needs, world } = rooms;
const asking = askingIn(rooms);

test('what it is about leaves first, then the question; « oui » agrees to the very terms, and the helper signs', async () => {
  const known = await asking.known();
  const draft = await asking.ask(known);
  const [recap, question] = await asking.told(known.number);
  expect(recap).toMatch(/vous propose un mandat.*Papiers, citoyenneté.*Ses aidants habilités/);
  expect(question).toMatch(/donnez-vous votre accord.*Répondez OUI ou NON/);
  await asking.answer(known.number, 'Oui.');
  expect(await asking.stateOf(draft)).toBe('awaiting_helper');
  const messages = await asking.contacts.messages();
  expect(messages).toContainEqual(expect.objectContaining({ to: known.helper.email, subject: 'La personne a répondu' }));
  expect(messages.find(({ to }) => to === known.number)?.text).toMatch(/accord est enregistré/);
  const { mandate } = await asking.sign(draft, known);
  expect(mandate.termsHash).toEqual((await findDraft(needs.db, draft.id))?.termsHash);
});

test('what shows the agreement is in the journal: the terms, the number, the SMS and its words', async () => {
  const known = await asking.known();
  const draft = await asking.ask(known);
  await asking.told(known.number);
  await asking.answer(known.number, ' o U i ', 'sms-of-evidence');
  const entries = await readEntries(needs, { mandateId: draft.id }, { limit: 5, before: null });
  expect(entries.map(({ event }) => event)).toEqual(['mandate_agreed', 'mandate_asked_by_sms', 'mandate_drafted']);
  const terms = (await findDraft(needs.db, draft.id))?.termsHash?.toString('hex');
  expect(entries[0]?.fields).toMatchObject({ channel: 'sms', sms: 'sms-of-evidence', said: ' o U i ', terms });
  expect(entries[1]?.fields).toMatchObject({ terms, words: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

test.each(['non', 'NON.', 'n o n'])('« %s » refuses: nothing begins', async (text) => {
  const known = await asking.known();
  const draft = await asking.ask(known);
  await asking.told(known.number);
  await asking.answer(known.number, text);
  expect(await asking.stateOf(draft)).toBe('refused');
  expect((await asking.told(known.number))[0]).toMatch(/refus est enregistré/);
});

test('after a yes, and until the helper signs, « non » takes it back', async () => {
  const known = await asking.known();
  const draft = await asking.ask(known);
  await asking.told(known.number);
  await asking.answer(known.number, 'oui');
  await asking.answer(known.number, 'non');
  expect(await asking.stateOf(draft)).toBe('refused');
});

test('anything else has the question asked once more; then an answer counts, a second such text ends it', async () => {
  const [one, other] = [await asking.known(), await asking.known()];
  for (const known of [one, other]) {
    const draft = await asking.ask(known);
    await asking.told(known.number);
    await asking.answer(known.number, 'Oui je veux bien');
    expect(await asking.stateOf(draft)).toBe('awaiting_person');
    expect((await asking.told(known.number))[0]).toMatch(/nous n'avons pas compris.*OUI ou NON/);
    await asking.answer(known.number, known === one ? 'oui' : 'Qui êtes-vous ?');
    expect(await asking.stateOf(draft)).toBe(known === one ? 'awaiting_helper' : 'abandoned');
  }
  expect((await asking.told(other.number))[0]).toMatch(/rien ne commence/);
});

test('each language has its own words, and French is always heard', async () => {
  const known = await asking.known();
  for (const [language, yes, no] of [
    ...[['en', 'Yes', 'NO.'] as const, ['ar', 'نعم', 'لا'] as const, ['uk', 'ТАК', 'Ні'] as const, ['pt', 'Sim', 'Não'] as const],
    ...[['es', 'SI', 'no'] as const, ['tr', 'EVET', 'HAYIR'] as const, ['tr', 'evet', 'hayır'] as const],
  ])
    expect([language, parseAnswer(yes, language), parseAnswer(no, language)]).toEqual([language, 'yes', 'no']);
  for (const language of allLanguages) expect([parseAnswer('OUI', language), parseAnswer('Non .', language)]).toEqual(['yes', 'no']);
  await asking.ask(known, { language: 'ar' });
  const [recap, question] = await asking.told(known.number);
  expect(recap).toMatch(/تفويض/);
  expect(question).toMatch(/نعم.*لا/);
});

test.each(['yes', 'oui!', 'ouii', 'ok', 'oui non', '1', '', 'o.u.i', 'sí', 'нет', 'oui..', '👍'])(
  'in French, « %s » is neither yes nor no',
  (text) => {
    expect(parseAnswer(text, 'fr')).toBe('other');
  },
);

test('a renewal says what is added as added', async () => {
  const known = await asking.known();
  const draft = await world.draft({ helper: known.helper, procedures: ['papiers', 'argent'], renews: known.mandate.id });
  await asking.askAbout(draft, known);
  expect((await asking.told(known.number))[0]).toMatch(/Nouveau par rapport à votre mandat d'avant : Argent, impôts/);
  expect(await findMandate(needs.db, known.mandate.id)).toMatchObject({ revokedAt: null });
});

test('a mandate of a day does not wait longer than that day for its answer', async () => {
  const known = await asking.known();
  const draft = await findDraft(needs.db, (await asking.ask(known, { duration: 'day' })).id);
  expect(draft?.lapsesAt).toEqual(draft?.expiresAt);
});
