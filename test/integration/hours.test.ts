import { atomically } from '../../src/db/database.ts';
import { declareHours } from '../../src/management/declare-hours.ts';
import { hoursForm } from '../../src/management/forms.ts';
import { devicePrint } from '../../src/mandates/device-print.ts';
import { usualHours } from '../../src/organisations/hours.ts';
import { findHours } from '../../src/organisations/hours-store.ts';
import { findCircumstances } from '../../src/supervision/circumstance-store.ts';
import { aTeam, managingAs } from '../support/managing.ts';
import { openRooms } from '../support/rooms.ts';
import { entriesOf } from '../support/staff.ts';
import type { TestHelper } from '../support/world.ts';

const { needs, world } = await openRooms();
const sundays = { days: [7], opens: 480, closes: 720 };
const declare = (manager: TestHelper) => atomically(needs, (work) => declareHours(work, { managing: managingAs(manager), hours: sundays }));

test('a manager declares when the organisation helps; before, the usual hours count; it is recorded, and the rules see it', async () => {
  const { manager } = await aTeam(world);
  const { organisation } = manager;
  expect(await findHours(needs.db, organisation.id)).toEqual(usualHours);
  await declare(manager);
  expect(await findHours(needs.db, organisation.id)).toEqual(sundays);
  expect((await entriesOf(needs, manager)).at(-1)).toBe('hours_declared');
  const nothing = { refusal: null, mandateId: null, useId: null, personId: null, helperId: null, clientId: null, procedure: null };
  const entry = { entryId: '1', at: needs.clock.now(), event: 'mandate_used', organisationId: organisation.id, ...nothing } as const;
  expect((await findCircumstances(needs.db, entry)).hours).toEqual(sundays);
});

test('who manages nothing declares nothing', async () => {
  const { helper } = await aTeam(world);
  await expect(declare(helper)).rejects.toMatchObject({ name: 'Refusal' });
  expect(await findHours(needs.db, helper.organisation.id)).toEqual(usualHours);
});

test.each([
  ['no day', { opens: '08:00', closes: '18:00' }, false],
  ['an end before the beginning', { days: '1', opens: '18:00', closes: '08:00' }, false],
  ['no hour of the day', { days: '1', opens: '25:00', closes: '26:00' }, false],
  ['a day that is none', { days: '8', opens: '08:00', closes: '18:00' }, false],
  ['midnight at the end', { days: ['1', '2'], opens: '8h30', closes: '24:00' }, true],
])('the form and %s', (_what, sent, isGood) => {
  expect(hoursForm.safeParse(sent).success).toBe(isGood);
});

test('the fingerprint of a device says whether two of one draft are the same, and nothing across drafts', () => {
  const print = (draft: string, traits: string) => devicePrint(needs.vault, draft, traits).toString('hex');
  expect(print('one', 'firefox')).toBe(print('one', 'firefox'));
  expect(print('one', 'firefox')).not.toBe(print('one', 'safari'));
  expect(print('one', 'firefox')).not.toBe(print('other', 'firefox'));
});
