import fc from 'fast-check';
import { formatClock } from '../../src/http/dates.ts';
import { allLanguages } from '../../src/http/languages.ts';
import { distanceFromHours, notationOf, readNotation, readOpenings, timeThere, usualHours, zoneOf } from '../../src/organisations/hours.ts';
import { weekForm } from '../../src/organisations/hours-form.ts';

const split = '09:00-12:00,14:00-18:30';

test.each([
  ['9 h – 12 h, 14 h – 18 h 30', split],
  ['9h-12h 14h-18h30', split],
  ['09:00-12:00, 14:00-18:30', split],
  ['de 9h à 12h et de 14h à 18h30', split],
  ['9-12 / 14-18.30', split],
  ['20 h – 24 h', '20:00-00:00'],
  ['20:00-00:00', '20:00-00:00'],
])('what is typed for a day is read: %s', (typed, times) => {
  expect(notationOf([readOpenings(typed) ?? []])).toBe(`Mo ${times}`);
});

test.each(['', ' ', 'fermé', 'Closed'])('a day is closed: "%s"', (typed) => {
  expect(readOpenings(typed)).toEqual([]);
});

test.each([
  '9h',
  '12h-9h',
  '9h-14h, 12h-18h',
  'lundi 9h-12h',
  'sur rendez-vous',
  '25:00-26:00',
  '9:60-12:00',
  '0900-1200',
  '9h-9h',
  '٩-١٢',
])('what is no hours is not guessed at: %s', (typed) => {
  expect(readOpenings(typed)).toBeNull();
});

test.each([
  ['Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00', 'Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00'],
  ['Mo,We 09:00-12:00; Su 08:00-12:00', 'Mo 09:00-12:00; We 09:00-12:00; Su 08:00-12:00'],
  ['Sa,Su 20:00-00:00', 'Sa-Su 20:00-00:00'],
])('%s is a week, written again as %s', (notation, again) => {
  expect(notationOf(readNotation(notation) ?? [])).toBe(again);
});

test.each([
  'du lundi au vendredi, 9 h – 17 h',
  'Mo-Fr 9h-17h',
  'Mo 09:00-12:00; PH off',
  'Fr-Mo 09:00-12:00',
  'Xx 09:00-12:00',
  'Mo 09:00-25:00',
  '24/7',
  '',
])('"%s" says no week of ours', (notation) => {
  expect(readNotation(notation)).toBeNull();
});

/** Any openings of a day: minutes in order, taken in pairs. */
const someOpenings = fc
  .uniqueArray(fc.integer({ min: 0, max: 1_440 }), { maxLength: 6 })
  .map((minutes) => minutes.slice(minutes.length % 2).sort((one, other) => one - other))
  .map((minutes) => minutes.flatMap((opens, n) => (n % 2 === 0 ? [{ opens, closes: minutes[n + 1] ?? 0 }] : [])));

test('any week is read again as it was written', () => {
  const weeks = fc.array(someOpenings, { minLength: 7, maxLength: 7 }).filter((week) => week.some(({ length }) => length > 0));
  fc.assert(fc.property(weeks, (week) => expect(readNotation(notationOf(week) ?? '')).toEqual(week)));
});

test.each(allLanguages)('the hours that the page writes in a field are read from it again (%s)', (language) => {
  const written = fc.property(someOpenings, (openings) => {
    const times = openings.map(({ opens, closes }) => `${formatClock(opens, language)}–${formatClock(closes, language)}`);
    expect(readOpenings(times.join(', '))).toEqual(openings);
  });
  fc.assert(written);
});

test('whatever is typed is hours in order or no hours, and the notation of no other week', () => {
  const pieces = fc.constantFrom(
    '9',
    '12',
    '0',
    '24',
    '30',
    'h',
    ' ',
    ':',
    '-',
    '–',
    ',',
    'à',
    'et',
    '00',
    ';',
    '.',
    'fermé',
    'Mo',
    'x',
    '\u202f',
  );
  const typed = fc.oneof(
    fc.string({ maxLength: 100 }),
    fc.array(pieces, { maxLength: 30 }).map((all) => all.join('')),
  );
  const read = fc.property(typed, (text) => {
    const openings = readOpenings(text);
    if (!openings || openings.length === 0) return;
    const minutes = openings.flatMap(({ opens, closes }) => [opens, closes]);
    expect(minutes).toEqual([...minutes].sort((one, other) => one - other));
    expect(minutes.at(-1)).toBeLessThanOrEqual(1_440);
    expect(readNotation(notationOf([openings]) ?? '')?.[0]).toEqual(openings);
  });
  fc.assert(read, { numRuns: 1_000 });
});

test('the form gives the week, or a mistake beside each day that is no hours', () => {
  expect(weekForm.parse({ hours1: '9h-12h', hours2: '9h-12h', hours6: '10h-12h', name: 'CCAS' })).toEqual({
    openingHours: 'Mo-Tu 09:00-12:00; Sa 10:00-12:00',
  });
  expect(weekForm.parse({ hours1: '', hours7: 'fermé' })).toEqual({ openingHours: null });
  const wrong = weekForm.safeParse({ hours1: '9h', hours2: '9h-12h', hours3: 'le matin' });
  expect(wrong.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
    ['hours1', 'manager.hours.mistake.time'],
    ['hours3', 'manager.hours.mistake.time'],
  ]);
});

test.each([
  ['70', '2026-12-07T12:00:00Z', 0], // 13 h: at noon one is still there
  ['70', '2026-12-07T07:30:00Z', 30],
  ['70', '2026-12-07T17:45:00Z', 45],
  ['70', '2026-12-08T09:00:00Z', 1_440],
  ['974', '2026-12-07T05:00:00Z', 0], // nine on the island
  ['988', '2026-12-06T22:00:00Z', 0], // Monday there already
  ['988', '2026-12-07T09:00:00Z', 120],
])('how far in %s is %s from Monday’s hours', (territory, at, minutes) => {
  const hours = readNotation('Mo 09:00-12:00,14:00-18:00') ?? [];
  expect(distanceFromHours(hours, timeThere(new Date(at), zoneOf(territory)))).toBe(minutes);
});

test('the usual hours are those of weekdays', () => {
  expect(notationOf(usualHours)).toBe('Mo-Fr 07:00-21:00');
});
