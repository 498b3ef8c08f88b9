import { randomUUID } from 'node:crypto';
import { after, day } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { insertInvitation, listInvitations } from '../../src/organisations/invitation-store.ts';
import { listRoster } from '../../src/organisations/roster-store.ts';
import { openRooms } from '../support/rooms.ts';

const { needs, clock, world } = await openRooms();

test.each([
  ['Élodie', 'elodie', 'élodie'],
  ['Łucja', 'lucja', 'łucja'],
  ['Đặng', 'dang', 'đặng'],
  ['Sœurette', 'soeur', 'sœur'],
  ['Weiß', 'weiss', 'weiß'],
  ['Zoë', 'zoe', 'zoë'],
])('a manager finds %s by %s, and as it is written, among helpers and among whom they wait for', async (givenName, typed, asWritten) => {
  const { organisation, ...helper } = await world.helper({ givenName });
  const email = `${randomUUID()}@ccas.example`;
  const waited = { role: 'helper', email, givenName, familyName: 'ATTENDU' } as const;
  await atomically(needs, ({ tx, at }) =>
    insertInvitation(tx, {
      ...{ ...waited, id: randomUUID(), organisationId: organisation.id, invitedBy: helper.id },
      ...{ tokenHash: Buffer.from(randomUUID()), createdAt: at, expiresAt: after(at, day) },
    }),
  );
  const found = async (search: string) => [
    ...(await listRoster(needs.db, { organisationId: organisation.id, at: clock.now(), search, limit: 9 })).map(
      (line) => line.helper.givenName,
    ),
    ...(await listInvitations(needs.db, organisation.id, { at: clock.now(), search, limit: 9 })).map((one) => one.givenName),
  ];
  for (const search of [typed, asWritten, asWritten.toUpperCase()])
    expect([search, await found(search)]).toEqual([search, [givenName, givenName]]);
  for (const search of [`${typed}x`, '%', '_']) expect([search, await found(search)]).toEqual([search, []]);
});
