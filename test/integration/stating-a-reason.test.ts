import { after, day, minute } from '../../src/clock.ts';
import { atomically, type Work } from '../../src/db/database.ts';
import { listEntries } from '../../src/journal/store.ts';
import { erasePrincipal } from '../../src/mandates/erase-principal.ts';
import { findPerson } from '../../src/people/store.ts';
import { askExport, requireExport } from '../../src/supervision/ask-export.ts';
import { endReason, findReason, giveReason } from '../../src/supervision/give-reason.ts';
import { keepSearch, requireSearch } from '../../src/supervision/keep-search.ts';
import { openMandate } from '../../src/supervision/open-under-reason.ts';
import { deleteSearchesAboutPersons } from '../../src/supervision/saved-search-store.ts';
import { forgetWords } from '../../src/supervision/reason-store.ts';
import { watchSupervisor } from '../../src/supervision/watch-supervisor.ts';
import type { Supervising } from '../../src/supervision/supervising.ts';
import { refusedWith } from '../support/acts.ts';
import { appointSupervisor } from '../support/appointed.ts';
import { openRooms } from '../support/rooms.ts';
import { entriesOf } from '../support/staff.ts';

const rooms = await openRooms();
const { needs, world, clock } = rooms;

const helper = await world.helper();
const mandate = await world.mandate({ helper });
const stated = { purpose: 'complaint', caseReference: 'PL-2026-114', reason: 'Plainte de sa fille du 3 mars.' } as const;

async function supervisor(...territories: string[]): Promise<Supervising> {
  return { helper: await appointSupervisor(needs, ...territories), territories };
}

const within = (work: (work: Work) => Promise<unknown>) => atomically(needs, work);
const give = (who: Supervising) => within((work) => giveReason(work, { ...stated, supervisor: who }));
const open = (who: Supervising) => within((work) => openMandate(work, { supervisor: who, mandateId: mandate.id }));

test('with a reason a supervisor opens whom a mandate of their territories is about', async () => {
  const here = await supervisor('70');
  await give(here);
  expect(await open(here)).toMatchObject({ person: { identity: { familyName: 'ST-PIERRE' } } });
});

test('each look is written before anything is shown, with who looked', async () => {
  const here = await supervisor('*');
  await give(here);
  await open(here);
  const [entry] = await listEntries(needs.db, { personId: mandate.personId }, { limit: 1 });
  expect(entry).toMatchObject({ event: 'personal_data_opened', helperId: here.helper.id, mandateId: mandate.id });
  expect((await entriesOf(needs, here.helper)).slice(-2)).toEqual(['supervision_reason_given', 'personal_data_opened']);
});

test('when the journal cannot be written, nothing opens', async () => {
  const here = await supervisor('70');
  await give(here);
  await rooms.asOwner('revoke insert on journal.entries from procura_app');
  try {
    await expect(open(here)).rejects.toMatchObject({ code: 'journal_unavailable', status: 503 });
  } finally {
    await rooms.asOwner('grant insert (at, event, mandate_ref, mandate_n, leaf) on journal.entries to procura_app');
  }
});

test.each<[how: string, prepare: (who: Supervising) => Promise<unknown>]>([
  ['without a reason', () => Promise.resolve()],
  ['with a reason that was ended', (who) => give(who).then(() => within((work) => endReason(work, who)))],
  ['with a reason of more than half an hour', (who) => give(who).then(() => clock.forward(30 * minute))],
  ['with another supervisor’s reason', () => supervisor('70').then(give)],
])('%s nothing opens', async (_how, prepare) => {
  const here = await supervisor('70');
  await prepare(here);
  await expect(open(here)).rejects.toEqual(refusedWith('reason_required'));
});

test('outside their territories a supervisor opens nothing, reason or not', async () => {
  const elsewhere = await supervisor('21', '25');
  await give(elsewhere);
  await expect(open(elsewhere)).rejects.toEqual(refusedWith('mandate_unknown'));
});

test('a reason given again takes the place of the former one, and says so until it ends', async () => {
  const here = await supervisor('70');
  await give(here);
  await within((work) => giveReason(work, { ...stated, caseReference: 'PL-2026-115', supervisor: here }));
  expect(await findReason(needs, here, clock.now())).toMatchObject({ caseReference: 'PL-2026-115', reason: stated.reason });
  await within((work) => endReason(work, here));
  expect(await findReason(needs, here, clock.now())).toBeNull();
});

test('the words of a reason lie sealed', async () => {
  const here = await supervisor('70');
  await give(here);
  const { rows } = await rooms.asOwner<{ words: Buffer }>(`select words from supervision_reasons where helper_id = '${here.helper.id}'`);
  expect(Buffer.from(rows[0]?.words ?? '').toString('latin1')).not.toMatch(/Plainte|PL-2026/);
});

describe('what a supervisor wrote or looked for', () => {
  const wordsOf = async ({ helper: watched }: Supervising) => {
    const asked = { ombudsman: watched, supervisorId: watched.id, since: new Date(0) };
    const { reasons } = await atomically(needs, (work) => watchSupervisor(work, asked));
    return reasons.map(({ reason }) => reason);
  };
  const searching = async (who: Supervising, person: { givenName: string; familyName: string; birthdate: string }) =>
    atomically(needs, async (work) => {
      const search = { name: 'La plainte', criteria: {}, person };
      return [
        await keepSearch(work, { supervisor: who, ...search }),
        await askExport(work, { supervisor: who, search, format: 'csv', named: false }),
      ] as const;
    });

  test('goes with the person it is about, and nobody else’s does', async () => {
    const [here, elsewhere] = [await supervisor('*'), await supervisor('*')];
    const ended = await world.mandate({ helper });
    const person = await findPerson(needs.db, needs.vault, ended.personId);
    if (!person) throw new Error('nobody');
    await Promise.all([give(here), give(elsewhere)]);
    await within((work) => openMandate(work, { supervisor: here, mandateId: ended.id }));
    const [search, file] = await searching(here, person.identity);
    const [otherSearch, otherFile] = await searching(here, { ...person.identity, birthdate: '1950-01-01' });
    clock.forward(400 * day);
    await within((work) => erasePrincipal(work, { personId: ended.personId, reason: 'person_asked' }));

    expect([await wordsOf(here), await wordsOf(elsewhere)]).toEqual([[undefined], [stated.reason]]);
    await expect(requireSearch(needs, here, search)).rejects.toEqual(refusedWith('search_unknown'));
    await expect(requireExport(needs, here, file)).rejects.toEqual(refusedWith('export_unknown'));
    expect(await requireSearch(needs, here, otherSearch)).toMatchObject({ name: 'La plainte' });
    expect(await requireExport(needs, here, otherFile)).toMatchObject({ format: 'csv' });
    await forgetWords(needs.db, after(clock.now(), -365 * day));
    await deleteSearchesAboutPersons(needs.db, after(clock.now(), -365 * day));
    expect(await wordsOf(elsewhere)).toEqual([undefined]);
    await expect(requireSearch(needs, here, otherSearch)).rejects.toEqual(refusedWith('search_unknown'));
  });
});
