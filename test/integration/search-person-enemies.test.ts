import { listEntries } from '../../src/journal/store.ts';
import type { Shown } from '../support/browser.ts';
import { openHouse } from '../support/house.ts';
import { countMoments } from '../support/moments.ts';
import { entriesOf } from '../support/staff.ts';
import { supervisingIn } from '../support/supervising.ts';

const house = await openHouse();
const { world, context } = house;
const { enter, give, look, post } = supervisingIn(house);

const helper = await world.helper({ organisation: await world.organisation({ territory: '70' }) });
const mandate = await world.mandate({ helper });
const nobody = { givenName: 'Personne', familyName: 'INCONNUE', birthdate: '1950-01-01' };
const josephine = { givenName: 'Josephine', familyName: 'St Pierre', birthdate: '1969-12-15' };

/** What the page says below its form. */
const resultsOf = ({ text }: Shown) => text.slice(text.indexOf('id="results"'), text.indexOf('<details', text.indexOf('id="results"')));

test('a person is found by their exact identity, whatever the accents; it is recorded and they read it', async () => {
  const here = await enter('70');
  await give(here);
  const page = await look(here, josephine);
  expect(page.text).toContain('Joséphine ST-PIERRE');
  expect(page.url).not.toMatch(/pierre|1969/i);
  expect((await entriesOf(context, here.staff)).slice(-2)).toEqual(['personal_data_opened', 'person_searched']);
  const [entry] = await listEntries(context.db, { personId: mandate.personId }, { limit: 1 });
  expect(entry).toMatchObject({ event: 'personal_data_opened', helperId: here.staff.id });
});

/** The whole page but what was typed and what is drawn anew each time. */
const bare = ({ text }: Shown) => text.replaceAll(/ (value|nonce)(="[^"]*")?|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '');

describe('a search for a person is no oracle', () => {
  const rows: [who: string, territories: string[], identity: Record<string, string>][] = [
    ['nobody', ['70'], nobody],
    ['somebody of another territory', ['21'], josephine],
    ['somebody born elsewhere', ['70'], { ...josephine, birthplace: '75056' }],
    ['somebody of another birth date', ['70'], { ...josephine, birthdate: '1969-12-16' }],
    ['the beginning of a name', ['70'], { ...josephine, familyName: 'St' }],
    ['somebody of whom nothing matches', ['70'], { ...josephine, event: 'mandate_revoked' }],
  ];

  test.each(rows)('%s: the same answer, the same entries, at the moments answers are given', async (_who, territories, identity) => {
    const who = await enter(...territories);
    await give(who);
    const { given: page, moments } = await countMoments(() => look(who, identity));
    expect(moments).toBeGreaterThan(0);
    const { event } = identity;
    expect(bare(page)).toBe(bare(await look(who, { ...nobody, ...(event !== undefined && { event }) })));
    const empty = '<p class="empty-title">Rien ne correspond dans vos territoires</p>';
    expect(resultsOf(page)).toContain(empty);
    expect(resultsOf(page).replace(/<form.*<\/form>/s, '')).toMatch(/Aucun résultat/);
    expect(await entriesOf(context, who.staff)).toEqual([
      ...['supervisor_added', 'supervision_reason_given', 'person_searched', 'person_searched'],
    ]);
    expect(await listEntries(context.db, { personId: mandate.personId }, { limit: 1 })).not.toMatchObject([{ helperId: who.staff.id }]);
  });
});

test.each(['csv', 'jsonl'])(
  'nor is a file of such a search: nobody and somebody of elsewhere give the same one, as late (%s)',
  async (format) => {
    const elsewhere = await enter('21');
    await give(elsewhere);
    const taken = async (identity: Record<string, string>) => {
      const of = /[^/]+$/.exec((await look(elsewhere, identity)).url)?.[0] ?? '';
      const { location } = await post(elsewhere, '/supervision/exports', { format, of });
      const { given, moments } = await countMoments(() => elsewhere.browser.open(`${location ?? ''}/file`));
      expect(moments).toBeGreaterThan(0);
      const { status, text } = given;
      return [
        status,
        text
          .split('\n')
          .slice(0, -2)
          .join('\n')
          .replace(/"id":"[^"]*","askedAt":"[^"]*"/, ''),
      ];
    };
    const [theirs, nobodys] = [await taken(josephine), await taken(nobody)];
    expect(theirs).toEqual(nobodys);
    expect(theirs[0]).toBe(200);
  },
);

test('somebody of whom very much is recorded elsewhere is no less nobody: no estimate, no further page', async () => {
  await house.database.asOwner(
    `insert into journal.entry_index (entry_id, at, event, person_id, territory)
     select 1000000 + n, now(), 'mandate_used', '${mandate.personId}', '70' from generate_series(1, 1500) as n`,
  );
  await house.database.asOwner(
    `insert into journal.entry_index (entry_id, at, event, territory) select 2000000 + n, now(), 'mandate_used', '21' from generate_series(1, 1500) as n`,
  );
  const elsewhere = await enter('21');
  await give(elsewhere);
  const { text } = await look(elsewhere, josephine);
  expect(text).toContain('Aucun résultat');
  expect(text).not.toMatch(/Environ|before=|Date atteinte/);
});
