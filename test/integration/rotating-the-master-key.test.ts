import { randomBytes } from 'node:crypto';
import { rotateMasterKey } from '../../src/cli/rotate-master-key.ts';
import { sealedColumns } from '../../src/cli/sealed-columns.ts';
import { atomically, openOwner } from '../../src/db/database.ts';
import { openKeptVault } from '../../src/db/kept-key-store.ts';
import { resealColumn } from '../../src/db/reseal-store.ts';
import { appendAlone } from '../../src/journal/append.ts';
import { readEntries } from '../../src/journal/read-entries.ts';
import { createSubject } from '../../src/journal/subject-keys.ts';
import { rotatePaperKey } from '../../src/mandates/paper-keys.ts';
import { queue } from '../../src/notifications/outbox.ts';
import { findPerson } from '../../src/people/store.ts';
import { listClients } from '../../src/provider/client-store.ts';
import { ensureSigningKeys } from '../../src/provider/keys.ts';
import { openVault, type Vault } from '../../src/vault.ts';
import { openRooms } from '../support/rooms.ts';
import { World } from '../support/world.ts';

const rooms = await openRooms();
const { db, source } = rooms;
const former = Buffer.alloc(32, 7);
const fresh = randomBytes(32);
const before = await openKeptVault(db, [former]);
const needs = { ...rooms.needs, vault: before };
const world = new World(needs);
const helper = await world.helper();
const mandate = await world.mandate({ helper });
const client = await world.client();
await atomically(needs, async (work) => {
  await ensureSigningKeys(work);
  await rotatePaperKey(work);
  await queue(work, { kind: 'digest', channel: 'email', subjectRef: null, to: 'a@b.example', subject: 'x', text: 'x' });
});
const held = (purpose: string, context: string) => `'\\x${before.seal(purpose, context, 'held').toString('hex')}'`;
const organisationId = helper.organisation.id;
// what other rooms' pages would have left
await rooms.asOwner(`
  insert into oidc_payloads (id_hash, model, expires_at, ends_at, payload)
    values ('\\xaa', 'Session', now(), now(), ${held('oidc-payload', 'aa')});
  insert into upstream_requests (state_hash, session_hash, purpose, created_at, expires_at, secrets)
    values ('\\xbb', '\\x00', 'helper', now(), now(), ${held('upstream-request', 'uw==')});
  insert into totp_cards (organisation_id, serial, seed, period, imported_at)
    values ('${organisationId}', 'CARD-0001', ${held('totp-card', `${organisationId}/CARD-0001`)}, 30, now());
  insert into recovery_codes (code_hash, helper_id, shown, created_at)
    values ('\\xcc', '${helper.id}', ${held('recovery-code', helper.id)}, now());
`);

/** What of each column a vault opens, of all there is. */
async function opened(vault: Vault): Promise<Record<string, [opened: number, all: number]>> {
  const found: Record<string, [number, number]> = {};
  for (const { table, column, purpose, context, where = 'true' } of sealedColumns) {
    const { rows } = await rooms.asOwner<{ context: string; value: Buffer }>(
      `select ${context} as context, ${column} as value from ${table} where ${column} is not null and ${where}`,
    );
    const good = rows.filter((row) => {
      try {
        return vault.open(purpose, row.context, Buffer.from(row.value)).length > 0;
      } catch {
        return false;
      }
    });
    found[table] = [good.length, rows.length];
  }
  return found;
}

async function rotate(vault: Vault): Promise<number> {
  const owner = await openOwner(source);
  try {
    return await rotateMasterKey({ ...needs, vault, owner });
  } finally {
    await owner.destroy();
    if (!rooms.isServer) await db.raw('set role procura_app'); // one session for all
  }
}

test('with both keys everything opens, before and while it is sealed again; then the new one alone opens all, the former nothing', async () => {
  const both = await openKeptVault(db, [fresh, former]);
  const start = await opened(both);
  expect(Object.entries(start).filter(([, [good, all]]) => good !== all)).toEqual([]);

  expect(Object.values(start).filter(([, all]) => all > 0).length).toBeGreaterThanOrEqual(10);

  // interrupted after a first batch, and begun again, while entries and keys are written
  const owner = await openOwner(source);
  for (const column of sealedColumns.slice(0, 2)) for await (const _batch of resealColumn(owner, both, column)) break;
  await owner.destroy();
  if (!rooms.isServer) await db.raw('set role procura_app');
  const during = { ...needs, vault: both };
  const writers = Array.from({ length: 10 }, () => appendAlone(during, { event: 'mandate_viewed', helper }));
  await Promise.all([rotate(both), atomically(during, (work) => createSubject(work)), ...(rooms.isServer ? writers : [])]);
  await Promise.all(writers);
  expect(await rotate(both)).toBe(0);

  const after = await openKeptVault(db, [fresh]);
  const end = await opened(after);
  expect(Object.entries(end).filter(([, [good, all]]) => good !== all)).toEqual([]);
  expect(Object.values(await opened(openVault(former))).every(([good]) => good === 0)).toBe(true);
});

test('the rooms read what they wrote, with the new key alone', async () => {
  const vault = await openKeptVault(db, [fresh]);
  const person = await findPerson(db, vault, mandate.personId);
  expect(person?.identity.familyName).toBe('ST-PIERRE');
  expect((await readEntries({ db, vault }, { mandateId: mandate.id }, { limit: 1 }))[0]?.fields).toHaveProperty('person', person?.id);
  expect((await listClients(db, vault)).find(({ id }) => id === client.id)?.secret).toBe(client.secret);
  await atomically({ ...needs, vault }, (work) => ensureSigningKeys(work));
});

test('who was known is recognised: fingerprints do not change with the master key', async () => {
  const vault = await openKeptVault(db, [fresh]);
  const again = await new World({ ...needs, vault }).mandate({ helper });
  expect(again.personId).toBe(mandate.personId);
});

test('the rotation is recorded, once', async () => {
  const { rows } = await db.raw<{ rows: unknown[] }>("select from journal.entry_index where event = 'master_key_rotated'");
  expect(rows).toHaveLength(1);
});

test('with a key of another database, or the former alone, nothing starts: one sentence says so', async () => {
  for (const wrong of [former, randomBytes(32)]) await expect(openKeptVault(db, [wrong])).rejects.toThrow(/^MASTER_KEY is not the one/);
});

test('the application itself may not change a kept key', async () => {
  await expect(db.raw("update kept_keys set wrapped = '\\x00'")).rejects.toMatchObject({ code: '42501' });
  await expect(db.raw('delete from kept_keys')).rejects.toMatchObject({ code: '42501' });
});
