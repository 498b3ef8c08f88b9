import { atomically } from '../../src/db/database.ts';
import { declareHours } from '../../src/management/declare-hours.ts';
import { devicePrint } from '../../src/mandates/device-print.ts';
import { readNotation, usualHours } from '../../src/organisations/hours.ts';
import { findHours } from '../../src/organisations/hours-store.ts';
import { findCircumstances } from '../../src/supervision/circumstance-store.ts';
import { aTeam, managingAs } from '../support/managing.ts';
import { openRooms } from '../support/rooms.ts';
import { entriesOf } from '../support/staff.ts';
import type { TestHelper } from '../support/world.ts';

const { needs, world } = await openRooms();
const sundays = 'Su 08:00-12:00';
const declare = (manager: TestHelper) => atomically(needs, (work) => declareHours(work, { managing: managingAs(manager), hours: sundays }));

test('a manager declares when the organisation helps; before, the usual hours count; it is recorded, and the rules see it', async () => {
  const { manager } = await aTeam(world);
  const { organisation } = manager;
  const nothing = { refusal: null, mandateId: null, useId: null, personId: null, helperId: null, clientId: null, procedure: null };
  const entry = { entryId: '1', at: needs.clock.now(), event: 'mandate_used', organisationId: organisation.id, ...nothing } as const;
  expect((await findCircumstances(needs.db, entry)).hours).toEqual(usualHours);
  await declare(manager);
  expect(await findHours(needs.db, organisation.id)).toBe(sundays);
  expect((await entriesOf(needs, manager)).at(-1)).toBe('hours_declared');
  expect((await findCircumstances(needs.db, entry)).hours).toEqual(readNotation(sundays));
});

test('what a manager declares to the version before, which writes it elsewhere, is said here too', async () => {
  const { organisation } = (await aTeam(world)).manager;
  const row = { organisation_id: organisation.id, days: [6, 1], opens: 510, closes: 720, declared_at: needs.clock.now() };
  await needs.db.insert(row).into('organisation_hours');
  expect(await findHours(needs.db, organisation.id)).toBe('Mo,Sa 08:30-12:00');
  const later = { ...row, days: [7], closes: 1_440 };
  await needs.db.insert(later).into('organisation_hours').onConflict('organisation_id').merge();
  expect(await findHours(needs.db, organisation.id)).toBe('Su 08:30-00:00');
});

test('who manages nothing declares nothing', async () => {
  const { helper } = await aTeam(world);
  await expect(declare(helper)).rejects.toMatchObject({ name: 'Refusal' });
  expect(await findHours(needs.db, helper.organisation.id)).toBeNull();
});

test('the fingerprint of a device says whether two of one draft are the same, and nothing across drafts', () => {
  const print = (draft: string, traits: string) => devicePrint(needs.vault, draft, traits).toString('hex');
  expect(print('one', 'firefox')).toBe(print('one', 'firefox'));
  expect(print('one', 'firefox')).not.toBe(print('one', 'safari'));
  expect(print('one', 'firefox')).not.toBe(print('other', 'firefox'));
});
