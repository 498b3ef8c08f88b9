import { day } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { agreeToMandate, declineMandate } from '../../src/mandates/agree-to-mandate.ts';
import type { Draft } from '../../src/mandates/draft.ts';
import { findDraft } from '../../src/mandates/draft-store.ts';
import { erasePrincipal } from '../../src/mandates/erase-principal.ts';
import { abandonDraft } from '../../src/mandates/abandon-draft.ts';
import { removeContact } from '../../src/people/remove-contact.ts';
import { askingIn } from '../support/asking-by-sms.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();
const { needs, clock } = rooms;
const asking = askingIn(rooms);
type Known = Awaited<ReturnType<typeof asking.known>>;

/** Somebody whose question has left. */
async function asked(): Promise<{ known: Known; draft: Draft }> {
  const known = await asking.known();
  const draft = await asking.ask(known);
  await asking.told(known.number);
  return { known, draft };
}

const hashOf = async (id: string) => (await findDraft(needs.db, id))?.termsHash?.toString('hex') ?? '';
const onThePage = ({ id }: Draft, { person }: Known, answer: 'yes' | 'no') =>
  hashOf(id).then((termsHash) =>
    atomically(needs, (work) => {
      const who = { draftId: id, personId: person.id };
      return answer === 'no' ? declineMandate(work, who) : agreeToMandate(work, { ...who, protection: 'none', termsHash });
    }),
  );

describe('what is no answer', () => {
  const enemies: readonly [string, (known: Known, draft: Draft) => Promise<void>, RegExp | null][] = [
    ['one from another number', () => asking.answer('+33639981999', 'oui'), null],
    ['one that comes after the time is over', (known) => (clock.forward(21 * day), asking.answer(known.number, 'oui')), /trop tard/],
    [
      'one from a telephone that somebody else shows to be theirs meanwhile',
      async (known) => {
        const other = await asking.known();
        await asking.contacts.confirmed(other.person, known.number);
        await asking.answer(known.number, 'oui');
      },
      /ne pouvons pas prendre/,
    ],
    [
      'one from a number that was removed meanwhile',
      async ({ person, number }) => {
        const [contact] = (await asking.contacts.list(person)).filter(({ channel }) => channel === 'sms');
        await atomically(needs, (work) => removeContact(work, { person, contactId: contact?.id ?? '' }));
        await asking.answer(number, 'oui');
      },
      /ne pouvons pas prendre/,
    ],
    [
      'one about terms that are not those any more',
      async ({ number }, { id }) => {
        await rooms.asOwner(`alter table mandate_drafts disable trigger user;
          update mandate_drafts set terms_hash = '\\xaa' where id = '${id}'; alter table mandate_drafts enable trigger user`);
        await asking.answer(number, 'oui');
      },
      /ne pouvons pas prendre/,
    ],
    ['the confirmation of something else: six digits', ({ number }) => asking.answer(number, '123456'), /pas compris/],
    ['a stop without a code', ({ number }) => asking.answer(number, 'STOP'), /le code de votre papier/],
  ];

  test.each(enemies)('%s agrees to nothing', async (_, act, said) => {
    const { known, draft } = await asked();
    await act(known, draft);
    expect(await asking.stateOf(draft)).toBe('awaiting_person');
    const told = await asking.told(known.number);
    if (said) expect(told.join('\n')).toMatch(said);
    else expect(told).toEqual([]);
  });

  test('one that comes before the question has left, were it by chance', async () => {
    const known = await asking.known();
    const draft = await asking.ask(known);
    await asking.answer(known.number, 'oui');
    expect(await asking.stateOf(draft)).toBe('awaiting_person');
  });

  test('one after the helper gave the draft up', async () => {
    const { known, draft } = await asked();
    const { helper } = known;
    await atomically(needs, (work) => abandonDraft(work, { draftId: draft.id, helper, organisationId: helper.organisation.id }));
    await asking.answer(known.number, 'oui');
    expect(await asking.stateOf(draft)).toBe('abandoned');
    expect((await asking.told(known.number))[0]).toMatch(/trop tard/);
  });

  test('one of somebody who was erased', async () => {
    const known = await asking.known();
    clock.forward(40 * day);
    const draft = await asking.ask(known);
    await asking.told(known.number);
    await atomically(needs, (work) => erasePrincipal(work, { personId: known.person.id, by: known.helper, reason: 'person_asked' }));
    await asking.answer(known.number, 'oui');
    expect(await asking.stateOf(draft)).toBe('awaiting_person');
    expect(await rooms.asOwner(`select from sms_questions where person_id = '${known.person.id}' and print is not null`)).toMatchObject({
      rows: [],
    });
  });
});

describe('an answer counts once', () => {
  test('« oui » twice, or the same SMS twice, agrees once and says so', async () => {
    const { known, draft } = await asked();
    for (const id of ['the-same', 'the-same', 'another']) await asking.answer(known.number, 'oui', id);
    expect(await asking.stateOf(draft)).toBe('awaiting_helper');
    const told = await asking.told(known.number);
    expect(told).toHaveLength(2);
    for (const said of [/accord est enregistré/, /déjà répondu/]) expect(told).toContainEqual(expect.stringMatching(said));
  });

  test('« oui » after a no changes nothing', async () => {
    const { known, draft } = await asked();
    await asking.answer(known.number, 'non');
    await asking.answer(known.number, 'oui');
    expect(await asking.stateOf(draft)).toBe('refused');
  });

  test('« non » once the mandate runs is told how to stop it', async () => {
    const { known, draft } = await asked();
    await asking.answer(known.number, 'oui');
    await asking.sign(draft, known);
    await asking.contacts.messages();
    await asking.answer(known.number, 'non');
    expect(await asking.stateOf(draft)).toBe('active');
    expect((await asking.told(known.number))[0]).toMatch(/STOP/);
  });

  test.each(['yes', 'no'] as const)('answered « %s » on the page first, the SMS comes too late', async (answer) => {
    const { known, draft } = await asked();
    await onThePage(draft, known, answer);
    await asking.answer(known.number, 'oui');
    expect(await asking.stateOf(draft)).toBe(answer === 'yes' ? 'awaiting_helper' : 'refused');
    expect((await asking.told(known.number)).at(-1)).toMatch(/déjà répondu/);
  });

  test('on the page and by SMS at the same moment: one of them stands, whole', async () => {
    const { known, draft } = await asked();
    await Promise.allSettled([onThePage(draft, known, 'no'), asking.answer(known.number, 'oui')]);
    expect(['awaiting_helper', 'refused']).toContain(await asking.stateOf(draft));
  });
});
