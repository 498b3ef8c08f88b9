import { createHash } from 'node:crypto';
import { codesAt } from '../../src/demo/codes.ts';
import { demoOrganisations, demoProfessionals } from '../../src/demo/organisations.ts';
import { seedDemonstration, type DemoSites } from '../../src/demo/seed.ts';
import { organisationForm } from '../../src/organisations/application-forms.ts';
import { departmentOf } from '../../src/organisations/department.ts';
import { findHelperByEmail, findStaff } from '../../src/organisations/store.ts';
import { confirmSecondFactor } from '../../src/identity/second-factor.ts';
import { listEntries } from '../../src/journal/store.ts';
import { listOfOrganisation } from '../../src/mandates/list-store.ts';
import { day } from '../../src/clock.ts';
import { openVault } from '../../src/vault.ts';
import { openTestDatabase } from '../support/database.ts';
import { TestClock } from '../support/clock.ts';

const database = await openTestDatabase();
afterAll(() => database.close());
const clock = new TestClock();
const needs = { db: database.db, clock, vault: openVault(Buffer.alloc(32, 9)) };
const sites: DemoSites = {
  service: 'http://localhost:3003',
  franceConnect: 'http://localhost:3001',
  people: { issuer: 'http://localhost:3001/api/v2', clientId: 'procura' },
  publicUrl: 'http://localhost:3000',
  pairwiseKey: Buffer.alloc(32, 8),
};

await seedDemonstration(needs, sites);

test('what was written on days long gone left then: operators find no message given up', async () => {
  const left = await needs.db('outbox').whereNotNull('sent_at').pluck<string[]>('id');
  const late = await needs
    .db('outbox')
    .where({ sent_at: null, failed_at: null })
    .where('expires_at', '<=', clock.now())
    .pluck<string[]>('id');
  expect(left.length).toBeGreaterThan(10);
  expect(late).toEqual([]);
});

test('a second time changes nothing, another day neither', async () => {
  const before = await everything();
  expect(Object.keys(before)).toEqual(expect.arrayContaining(['public.mandates', 'public.uses', 'public.clients', 'journal.entry_index']));
  clock.forward(day);
  await seedDemonstration(needs, sites);
  expect(await everything()).toEqual(before);
});

test.each([
  ['organisations', 'organisation_certified', 'organisation_id', 'id'],
  ['helpers where certified_at is not null', 'helper_certified', 'helper_id', 'id'],
  ['helpers where suspended_at is not null', 'helper_suspended', 'helper_id', 'id'],
  ['memberships', 'helper_joined', 'helper_id', 'helper_id'],
  ['totp_factors', 'second_factor_added', 'helper_id', 'helper_id'],
  ['clients', 'client_registered', 'client_id', 'id'],
  ['people', 'person_recognised', 'person_id', 'id'],
  ['mandates', 'mandate_concluded', 'mandate_id', 'id'],
  ['uses', 'mandate_used', 'use_id', 'id'],
  ['uses where disclosed_at is not null', 'identity_disclosed', 'use_id', 'id'],
  ['receipts', 'receipt_received', 'use_id', 'use_id'],
])('each of %s has its entry %s', async (table, event, column, id) => {
  const { rows: laid } = await database.asOwner<{ id: string }>(`select ${id} as id from ${table} order by 1`);
  const { rows: said } = await database.asOwner<{ id: string }>(
    `select ${column} as id from journal.entry_index where event = '${event}' order by 1`,
  );
  expect(laid.length).toBeGreaterThan(0);
  expect(said).toEqual(laid);
});

test.each(demoProfessionals.map((one) => [one.id, one] as const))('%s is who the sign-in page says', async (_id, one) => {
  const helper = await findHelperByEmail(needs.db, one.email);
  const belongings = helper ? ((await findStaff(needs.db, helper.id))?.belongings ?? []) : [];
  const labels = demoOrganisations.filter(({ id }) => one.organisations.includes(id)).map(({ label }) => label);
  expect(belongings.map(({ organisation }) => organisation.name).sort()).toEqual(labels.sort());
  expect(helper?.certifiedAt != null).toBe(!['none', 'trained'].includes(one.certification));
  expect(helper?.suspendedAt != null).toBe(['suspended', 'withdrawn'].includes(one.certification));
});

test('the code on the page of codes is the one that lets in, and the next one does too', async () => {
  const claire = await findHelperByEmail(needs.db, 'claire.morel@ccas-villeneuve.example');
  const shown = codesAt(clock.now()).find(({ email }) => email === claire?.email);
  if (!claire || !shown?.code || !shown.next) throw new Error('Claire has no code');
  expect(await confirmSecondFactor(needs, { helper: claire, code: shown.code })).toBe(true);
  expect(await confirmSecondFactor(needs, { helper: claire, code: shown.code })).toBe(false);
  expect(await confirmSecondFactor(needs, { helper: claire, code: shown.next })).toBe(true);
  expect((await listEntries(needs.db, { helperId: claire.id }, { limit: 1 })).map(({ event }) => event)).toEqual([
    'second_factor_confirmed',
  ]);
});

test('one mandate ends within the week, one has ended, and Joséphine has none yet', async () => {
  const { rows } = await database.asOwner<{ id: string }>('select id from organisations');
  const at = clock.now();
  const lists = rows.flatMap(({ id }) =>
    [true, false].map((active) => listOfOrganisation(needs.db, needs.vault, { organisationId: id, at, active, limit: 50 })),
  );
  const lines = (await Promise.all(lists)).flat();
  const daysLeft = (expiresAt: Date) => (expiresAt.getTime() - at.getTime()) / day;
  expect(lines.filter(({ expiresAt }) => daysLeft(expiresAt) < 0)).toHaveLength(1);
  expect(lines.filter(({ expiresAt }) => daysLeft(expiresAt) > 0 && daysLeft(expiresAt) < 7)).toHaveLength(1);
  expect(lines.map(({ person }) => person.identity.familyName)).not.toContain('ST-PIERRE');
});

test('what organisations and applicants say of themselves could be said again: our own forms take it', async () => {
  const facts = 'siret, name, kind, address, postal_code as "postalCode", city, territory, phone, email, website';
  const { rows: applying } = await database.asOwner<Record<string, unknown>>(`select ${facts} from applications`);
  const { rows: certified } = await database.asOwner<Record<string, unknown>>(`select ${facts} from organisations`);
  const whole = certified.map((one) => ({ ...one, ...demoOrganisations.find(({ siret }) => siret === one['siret']) }));
  for (const said of [...applying, ...whole]) {
    const typed = Object.fromEntries(Object.entries(said).map(([field, value]) => [field, value ?? '']));
    expect(organisationForm.parse(typed)).toMatchObject({ territory: departmentOf(String(said['postalCode'])) });
  }
});

test('data laid for other addresses, or with another key, are not laid again over them', async () => {
  await expect(seedDemonstration(needs, { ...sites, service: 'http://localhost:4003' })).rejects.toThrow(/mêmes ports/);
  await expect(seedDemonstration({ ...needs, vault: openVault(Buffer.alloc(32, 1)) }, sites)).rejects.toThrow(/autre clé/);
});

/** A fingerprint of every table there is. */
async function everything(): Promise<Record<string, string>> {
  const { rows: tables } = await database.asOwner<{ name: string }>(
    `select schemaname || '.' || tablename as name from pg_tables where schemaname in ('public', 'journal') order by 1`,
  );
  const prints: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await database.asOwner<{ row: string }>(`select t::text as row from ${name} t order by 1`);
    prints[name] = createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  }
  return prints;
}

test('operators find an application in each state, an organisation that joined another, and managers cards and somebody invited', async () => {
  const count = async (what: string) => (await database.asOwner<{ n: number }>(`select count(*)::int as n from ${what}`)).rows[0]?.n;
  for (const state of ['draft', 'submitted', 'changes_requested', 'accepted', 'refused'])
    expect([state, await count(`applications where state = '${state}'`)]).not.toEqual([state, 0]);
  expect(await count(`organisation_endings where cause = 'organisation_merged'`)).toBe(1);
  expect(await count('totp_cards where helper_id is not null')).toBe(1);
  expect(await count(`totp_cards where retired_because = 'lost'`)).toBe(1);
  expect(await count('invitations where accepted_at is null and cancelled_at is null')).toBeGreaterThan(0);
});
