import { daysBetween } from '../../src/http/dates.ts';

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
