import { day } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { applicationLifetime } from '../../src/organisations/application.ts';
import { beginApplication, redeemApplicationLink } from '../../src/organisations/begin-application.ts';
import { addCandidates } from '../../src/organisations/fill-application.ts';
import { lapseApplications } from '../../src/organisations/lapse-applications.ts';
import { findApplication } from '../../src/organisations/application-store.ts';
import { deliverDue } from '../../src/notifications/deliver.ts';
import type { Carrier } from '../../src/notifications/mailer.ts';
import { refusedWith } from '../support/acts.ts';
import { openRooms } from '../support/rooms.ts';
import { openLog } from '../../src/http/request-log.ts';

const { needs, clock, db } = await openRooms();
const odette = { givenName: 'Odette', familyName: 'Le Goff', email: 'odette@ccas.example' };

async function tokenFor(email: string): Promise<string> {
  await atomically(needs, (work) => beginApplication(work, { email, language: 'fr', publicUrl: 'https://procura.example' }));
  let text = '';
  const carrier: Carrier = { send: async (_id, content) => void (text = content.text), close: () => undefined };
  await deliverDue({ ...needs, log: openLog('silent'), carriers: { email: carrier, sms: carrier } });
  return /\/apply\/link\/(\S+)/.exec(text)?.[1] ?? '';
}

const redeem = (token: string) => atomically(needs, (work) => redeemApplicationLink(work, token));

test('a link lives for 30 days', async () => {
  const token = await tokenFor('late@ccas.example');
  clock.forward(applicationLifetime);
  await expect(redeem(token)).rejects.toEqual(refusedWith('application_link_not_redeemable'));
  await expect(redeem('x'.repeat(43))).rejects.toEqual(refusedWith('application_link_not_redeemable'));
});

test('an application left alone for 30 days lapses, and who was in it is forgotten; each change gives it its time anew', async () => {
  const id = await redeem(await tokenFor('direction@ccas.example'));
  clock.forward(29 * day);
  await atomically(needs, (work) => addCandidates(work, id, [odette]));
  clock.forward(29 * day);
  await lapseApplications(needs);
  expect(await findApplication(db, needs.vault, id)).toMatchObject({ state: 'draft', people: { helpers: [odette] } });
  clock.forward(day);
  expect(await lapseApplications(needs)).toBeGreaterThan(0);
  expect(await findApplication(db, needs.vault, id)).toMatchObject({ state: 'lapsed', people: null });
  await expect(atomically(needs, (work) => addCandidates(work, id, [odette]))).rejects.toEqual(refusedWith('application_in_another_state'));
});

test('the same mailbox finds the same application again', async () => {
  const first = await redeem(await tokenFor('again@ccas.example'));
  expect(await redeem(await tokenFor('Again@ccas.example'))).toBe(first);
});

test('no address and no name is kept in clear', async () => {
  await redeem(await tokenFor('hidden@ccas.example'));
  const { rows } = await db.raw<{ rows: { row: string }[] }>('select applications::text as row from applications');
  expect(rows.map(({ row }) => row).join()).not.toContain('hidden');
});
