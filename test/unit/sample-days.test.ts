import { drawForm } from '../../src/supervision/sample-forms.ts';

test('a sample is drawn from days of Paris, in summer and in winter, as a search is', () => {
  const days = (from: string, to: string) => drawForm.parse({ siret: '21700018400010', from, to, size: '5' });
  expect(days('2026-07-01', '2026-07-01')).toMatchObject({
    ...{ startsAt: new Date('2026-06-30T22:00:00Z'), endsAt: new Date('2026-07-01T22:00:00Z') },
  });
  expect(days('2026-10-25', '2026-10-25')).toMatchObject({
    ...{ startsAt: new Date('2026-10-24T22:00:00Z'), endsAt: new Date('2026-10-25T23:00:00Z') },
  });
});
