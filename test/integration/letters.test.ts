import { openCase } from '../../src/cases/open-case.ts';
import { day } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { countWaitingLetters, listWaitingLetters } from '../../src/mandates/news-store.ts';
import { listPrintedSince } from '../../src/mandates/letter-store.ts';
import { openLetter, printLetter, reopenLetter, reprintableSince } from '../../src/mandates/print-letter.ts';
import { tellOffer } from '../../src/mandates/tell-offer.ts';
import { letterLines } from '../../src/notifications/news-messages.ts';
import { erasePrincipal } from '../../src/mandates/erase-principal.ts';
import { sheetPdf } from '../../src/paper/sheet.ts';
import type { Person } from '../../src/people/person.ts';
import { letterSide } from '../../views/paper/letter.ts';
import { actsIn } from '../support/acts.ts';
import { hasPoppler, readPdf, readSides, spokenOf } from '../support/pdf.ts';
import { openRooms } from '../support/rooms.ts';
import { entriesOfPerson } from '../support/own-space.ts';
import { publicUrl, tellingIn } from '../support/telling.ts';
import { josephine, type TestHelper } from '../support/world.ts';

const rooms = await openRooms();
const { needs, world, clock, isServer } = rooms;
const { given, choose, use, subjects } = tellingIn(rooms);

const { email: _, ...withoutAddress } = josephine;
/** Somebody who chose letters, and whose mandate was used. */
async function used(times = 1) {
  const one = await given('month');
  await choose(one.person, 'letter');
  for (let time = 0; time < times; time++) await use(one);
  return one;
}
const act = ({ helper, person }: { helper: TestHelper; person: Pick<Person, 'id'> }) => ({
  open: () => atomically(needs, (work) => openLetter(work, { helper, organisation: helper.organisation, personId: person.id })),
  print: () => atomically(needs, (work) => printLetter(work, { helper, organisation: helper.organisation, personId: person.id })),
});
const reopen = (letterId: string, helper: TestHelper) =>
  atomically(needs, (work) => reopenLetter(work, { letterId, helper, organisation: helper.organisation }));

test('who chose letters gets no message; their organisation sees one letter, reads it and prints it', async () => {
  const one = await used(3);
  expect(await subjects()).toEqual([]);
  const { id } = one.helper.organisation;
  expect(await listWaitingLetters(needs.db, needs.vault, { organisationId: id, limit: 5 })).toMatchObject([
    { person: { id: one.person.id }, count: 3 },
  ]);
  expect((await act(one).open()).sentences).toEqual([expect.stringMatching(/a utilisé votre mandat 3 fois/)]);
  const letter = await reopen(await act(one).print(), one.helper);
  expect(letter.sentences).toHaveLength(1);
  expect(await countWaitingLetters(needs.db, id)).toBe(0);
  const lately = (organisationId: string, since = reprintableSince(clock.now())) =>
    listPrintedSince(needs.db, needs.vault, { organisationId, since, limit: 5 });
  expect(await lately(id)).toMatchObject([{ person: { id: one.person.id } }]);
  expect(await lately((await world.organisation()).id)).toEqual([]);
  expect(await lately(id, clock.now())).toEqual([]);
  expect(await entriesOfPerson(needs, one.person.id)).toEqual(expect.arrayContaining(['letter_opened', 'letter_printed', 'letter_opened']));
});

test('who has neither mailbox nor telephone has a letter at the counter', async () => {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper, identity: { ...withoutAddress, givenName: 'Odile' } });
  const person = { id: mandate.personId };
  const { person: known } = await given('month');
  await use({ mandate, helper, person: { ...known, id: person.id } });
  expect(await subjects()).toEqual([]);
  expect((await act({ helper, person }).open()).sentences).toEqual([expect.stringMatching(/a utilisé votre mandat une fois/)]);
});

((await hasPoppler()) ? test : test.skip).each(['fr', 'ar'] as const)(
  'the letter is one page in the person’s language (%s), is read aloud in its order, with their name, and names no procedure',
  async (language) => {
    const one = await used(2);
    await atomically(needs, ({ tx }) => tx('preferences').where('person_id', one.person.id).update({ language }));
    const letter = await act(one).open();
    expect(letter.sentences.join()).toMatch(language === 'ar' ? /استخدمت/ : /a utilisé votre mandat 2 fois/);
    const side = letterSide(letter, { publicUrl });
    const pdf = await sheetPdf([side], { at: letter.at });
    const { facts, pages } = await readPdf(pdf);
    expect(pages).toHaveLength(1);
    expect(facts).toMatch(new RegExp(`^Title: +${side.blocks[0]?.text ?? ''} – Procura$`, 'm'));
    const read = await readSides(pdf);
    expect(read).toEqual([[language, ...spokenOf(side).slice(1)]]);
    for (const word of ['ST-PIERRE', `${publicUrl}/stop`]) expect(pages[0]).toContain(word);
    expect(JSON.stringify(read)).not.toMatch(/papiers/i);
  },
);

test('however much happened, it stays a letter: uses are one line, of the rest the latest twelve', () => {
  const at = clock.now();
  const news = Array.from(
    { length: 1_000 },
    (_, index) => ({ kind: index % 2 === 0 ? 'used' : 'ended', organisation: 'CCAS', at }) as const,
  );
  expect(letterLines('fr', news)).toHaveLength(13);
});

test('who has letters is told there of cases and offers too: of a case, only that it moved', async () => {
  const { mandate, person, helper } = await used(0);
  const client = await world.client();
  const { id: useId } = await actsIn(rooms).use(mandate, { helper, client });
  await atomically(needs, (work) => openCase(work, { useId, person, words: 'Je n’ai rien demandé.', publicUrl }));
  const draft = { id: mandate.id, personId: person.id, organisationId: mandate.organisationId, language: 'fr' } as const;
  for (const news of ['declined', 'lapsed'] as const) await atomically(needs, (work) => tellOffer(work, { draft, news, publicUrl }));
  expect(await subjects()).toEqual([]);
  const said = (await act({ helper, person }).open()).sentences.join('\n');
  for (const words of ['n’a pas accepté votre proposition', 'n’a pas répondu à temps']) expect(said).toContain(words);
  expect(said.match(/Il y a du nouveau dans un dossier qui vous concerne/g)).toHaveLength(1);
  expect(said).not.toMatch(/contest/);
});

test('another organisation sees, opens and prints nothing', async () => {
  const one = await used();
  const other = { ...one, helper: await world.helper() };
  expect(await countWaitingLetters(needs.db, other.helper.organisation.id)).toBe(0);
  await expect(act(other).open()).rejects.toMatchObject({ code: 'letter_unknown' });
  await expect(act(other).print()).rejects.toMatchObject({ code: 'letter_unknown' });
  const id = await act(one).print();
  await expect(reopen(id, other.helper)).rejects.toMatchObject({ code: 'letter_unknown' });
});

test('printed once: a colleague who comes after finds nothing, what happens later is another letter', async () => {
  const one = await used();
  await act(one).print();
  await expect(act(one).print()).rejects.toMatchObject({ code: 'letter_unknown' });
  await use(one);
  const id = await act(one).print();
  expect((await reopen(id, one.helper)).sentences.join()).toMatch(/une fois/);
});

test('a letter can be printed again for a week', async () => {
  const one = await used();
  const id = await act(one).print();
  clock.forward(7 * day - 1);
  await reopen(id, one.helper);
  clock.forward(1);
  await expect(reopen(id, one.helper)).rejects.toMatchObject({ code: 'letter_unknown' });
});

test('an erased person has no letter', async () => {
  const one = await used();
  clock.forward(40 * day);
  await atomically(needs, (work) => erasePrincipal(work, { personId: one.person.id, by: one.helper, reason: 'person_asked' }));
  await expect(act(one).open()).rejects.toMatchObject({ code: 'letter_unknown' });
  expect(await countWaitingLetters(needs.db, one.helper.organisation.id)).toBe(0);
});

(isServer ? test : test.skip)('two who print at once print one letter', async () => {
  const one = await used(2);
  const results = await Promise.allSettled(Array.from({ length: 5 }, () => act(one).print()));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});
