import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { minute } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { append, appendAlone, recorded } from '../../src/journal/append.ts';
import { events } from '../../src/journal/events.ts';
import { disclosure } from '../../src/journal/leaf.ts';
import { hashLeaf } from '../../src/journal/merkle.ts';
import { serviceSubject, unwrap } from '../../src/journal/subject-keys.ts';
import { listSubjectKeys } from '../../src/journal/subject-key-store.ts';
import { Refusal } from '../../src/errors.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();
const { needs, db, world } = rooms;

interface Row {
  id: string;
  event: string;
  leaf: Buffer;
  mandate_n: number;
}

const entriesOf = async (journalRef: string) =>
  (
    await db.raw<{ rows: Row[] }>('select id, event, leaf, mandate_n from journal.entries where mandate_ref = ? order by mandate_n', [
      journalRef,
    ])
  ).rows;

const count = async () => Number((await db.raw<{ rows: { n: string }[] }>('select count(*) as n from journal.entries')).rows[0]?.n);

test('an entry is canonical, holds no value in clear, and names at least eight digests', async () => {
  const mandate = await world.mandate({ helper: await world.helper() });
  for (const { leaf } of await entriesOf(mandate.journalRef)) {
    const text = leaf.toString();
    const body = JSON.parse(text) as { _sd: string[]; m: { n: number } };
    expect(canonicalize(body)).toBe(text);
    expect(body._sd.length).toBeGreaterThanOrEqual(8);
    expect(body._sd).toEqual([...new Set(body._sd)].sort());
    for (const secret of ['Joséphine', 'ST-PIERRE', 'papiers', mandate.personId, mandate.helperId, mandate.organisationId, mandate.id])
      expect(text).not.toContain(secret);
  }
});

test('the entries of a mandate are chained: each holds the hash of the one before', async () => {
  const mandate = await world.mandate({ helper: await world.helper() });
  const entries = await entriesOf(mandate.journalRef);
  let former = '';
  for (const [index, { leaf }] of entries.entries()) {
    const { m } = JSON.parse(leaf.toString()) as { m: { n: number; prev: string; id: string } };
    expect(m).toEqual({ id: mandate.journalRef, n: index + 1, prev: former });
    former = hashLeaf(leaf).toString('base64url');
  }
});

test('with the subject’s key one finds each field’s digest in the entry; without it, nothing', async () => {
  const client = await world.client();
  const { rows } = await db.raw<{ rows: Row[] }>(
    "select id, event, leaf, mandate_n from journal.entries where event = 'client_registered' order by id desc limit 1",
  );
  const body = JSON.parse(rows[0]?.leaf.toString() ?? '{}') as { _sd: string[]; id: string };
  const [key] = await listSubjectKeys(db, [serviceSubject]);
  const dek = unwrap(needs.vault, { subjectRef: serviceSubject, wrapped: key?.wrapped ?? null });
  const digest = (value: string) =>
    createHash('sha256')
      .update(disclosure({ dek, id: body.id, name: 'client', value }))
      .digest('base64url');
  expect(body._sd).toContain(digest(client.id));
  expect(body._sd).not.toContain(digest('somebody-else'));
});

test('a refused act rolls back with its entry; the refusal is recorded after it', async () => {
  const helper = await world.helper();
  const before = await count();
  const act = () =>
    atomically(needs, async (work) => {
      await append(work, { event: 'helper_signed_in', helper });
      throw new Refusal('helper_suspended');
    });
  await expect(recorded(needs, { event: 'sign_in_refused', helper }, act)).rejects.toMatchObject({ code: 'helper_suspended' });
  const { rows } = await db.raw<{ rows: { event: string; refusal: string }[] }>(
    'select event, refusal from journal.entry_index where helper_id = ?',
    [helper.id],
  );
  expect(rows).toEqual([{ event: 'sign_in_refused', refusal: 'helper_suspended' }]);
  expect(await count()).toBe(before + 1);
});

test('when the journal cannot be written, the act does not happen', async () => {
  const mandate = await world.mandate({ helper: await world.helper() });
  const strangersKey = { id: '5f0c9a4e-0000-4000-8000-000000000000', subjectRef: '5f0c9a4e-0000-4000-8000-000000000001' };
  const act = atomically(needs, async (work) => {
    await work.tx('mandates').where('id', mandate.id).update({ revoked_at: work.at });
    await append(work, { event: 'mandate_revoked', mandate, helper: strangersKey });
  });
  await expect(act).rejects.toMatchObject({ code: 'journal_unavailable', status: 503 });
  const { rows } = await db.raw<{ rows: { revoked_at: Date | null }[] }>('select revoked_at from mandates where id = ?', [mandate.id]);
  expect(rows[0]?.revoked_at).toBeNull();
});

test.each(['update journal.entries set event = event', 'delete from journal.entries', 'truncate journal.entries'])(
  'nobody may change the record, its owner included: %s',
  async (sql) => {
    await appendAlone(needs, { event: 'helper_signed_out' });
    await expect(db.raw(sql)).rejects.toMatchObject({ code: '42501' });
    await expect(rooms.asOwner(sql)).rejects.toMatchObject({ code: '42501' });
  },
);

test.each([
  "insert into journal.entries (id, at, event, leaf) values (1, '2026-01-01', 'x', 'xx')",
  "insert into journal.entries (xid, at, event, leaf) values ('1', '2026-01-01', 'x', 'xx')",
  'alter table journal.entries disable trigger all',
  "select setval('journal.entry_id', 1)",
  'delete from mandates',
  'delete from uses',
  'update journal.subject_keys set wrapped_dek = null',
])('the application may not: %s', async (sql) => {
  await expect(db.raw(sql)).rejects.toMatchObject({ code: '42501' });
});

test.each([
  'update mandates set expires_at = expires_at + interval ’1 year’',
  'update mandate_procedures set revoked_at = null, end_cause = null',
  'update mandate_drafts set language = ’en’',
])('a change of a mandate without its entry does not commit: %s', async (sql) => {
  await world.mandate({ helper: await world.helper() });
  await expect(db.raw(sql.replaceAll('’', "'"))).rejects.toMatchObject({ code: '23514' });
});

test('an entry of another mandate does not do', async () => {
  const [one, other] = [await world.mandate({ helper: await world.helper() }), await world.mandate({ helper: await world.helper() })];
  const act = atomically(needs, async (work) => {
    await work
      .tx('mandates')
      .where('id', one.id)
      .update({ expires_at: new Date(one.expiresAt.getTime() + minute) });
    await append(work, { event: 'mandate_viewed', mandate: other });
  });
  await expect(act).rejects.toMatchObject({ code: '23514' });
});

test('every event has its meaning, for the auditors', () => {
  for (const meaning of Object.values(events)) expect(meaning).toMatch(/^\S.{10,}\.$/);
});
