import { yearsLater } from '../../src/clock.ts';
import { daysBetween } from '../../src/http/dates.ts';
import { dayOf, endOf } from '../../src/http/paris.ts';
import { usualEnd } from '../../src/organisations/renewal.ts';

test.each([
  ['2026-11-26T09:00:00Z', '2026-11-26T12:00:00Z', 0, 'three hours later'],
  ['2026-11-26T09:00:00Z', '2026-11-26T23:30:00Z', 1, 'after midnight in Paris, the same day in London'],
  ['2026-11-26T21:00:00Z', '2026-11-27T20:00:00Z', 1, 'less than 24 hours, and tomorrow'],
  ['2026-11-26T09:00:00Z', '2026-12-01T22:00:00Z', 5, 'five days and a half are five midnights'],
  ['2027-03-27T12:00:00Z', '2027-03-29T12:00:00Z', 2, 'over the night that has 23 hours'],
  ['2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z', 2, 'over the night that has 25'],
])('from %s to %s, %i midnights: %s', (at, later, days) => {
  expect(daysBetween(new Date(at), new Date(later))).toBe(days);
});

test.each([
  ['2026-11-26', '2026-11-26T22:59:59Z'],
  ['2027-06-30', '2027-06-30T21:59:59Z'],
  ['2027-03-28', '2027-03-28T21:59:59Z'],
])('what lasts until %s lasts until %s, the last second of that day in Paris', (day, last) => {
  expect(endOf(day)).toEqual(new Date(last));
  expect(dayOf(endOf(day))).toBe(day);
});

test('three years are calendar years, over a leap year too: from the end that stands, or from now once it is past', () => {
  const [now, end] = [new Date('2026-11-26T12:00:00Z'), new Date('2027-04-25T21:59:59Z')];
  expect(usualEnd({ certificationExpiresAt: end }, now)).toEqual(new Date('2030-04-25T21:59:59Z'));
  expect(usualEnd({ certificationExpiresAt: yearsLater(end, -1) }, now)).toEqual(new Date('2029-11-26T12:00:00Z'));
});
