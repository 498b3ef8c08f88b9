import { generateSync } from 'otplib';
import { after, day, second } from '../clock.ts';
import type { Work } from '../db/database.ts';
import { bindCard, importCards, releaseCard } from '../identity/cards.ts';
import { listCards } from '../identity/card-store.ts';
import { inviteHelper } from '../organisations/invite-helper.ts';
import type { Helper } from '../organisations/helper.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { findHelperByEmail } from '../organisations/store.ts';
import { demoProfessionals } from './organisations.ts';

/** Of one manager's organisation: cards in a drawer, one given, one lost; and somebody invited who did not answer yet. Once. */
export async function seedManagersDesk(
  work: Work,
  organisation: Organisation,
  { publicUrl }: { readonly publicUrl: string },
): Promise<void> {
  const [manager, holder] = [await whoIs(work, 'solange'), await whoIs(work, 'hugo')];
  const known = await listCards(work.tx, organisation.id, { limit: 1 });
  if (!manager || !holder || known.length > 0) return;
  const then = { ...work, at: after(work.at, -5 * day) };
  const by = { manager, organisationId: organisation.id };
  await importCards(then, { ...by, cards });
  const [given, , lost] = cards;
  if (given) await bindCard(then, { ...by, helper: holder, serial: given.serial, code: codeOf(given.seed, then.at) });
  if (lost) await releaseCard(then, { ...by, serial: lost.serial, because: 'lost' });
  const invited = { givenName: 'Sabine', familyName: 'Renaud', email: 'sabine.renaud@ccas-villeneuve.example', role: 'helper' } as const;
  await inviteHelper({ ...work, at: after(work.at, -day) }, { manager, organisation, invited, publicUrl });
}

function whoIs(work: Work, demoId: string): Promise<Helper | undefined> {
  return findHelperByEmail(work.tx, demoProfessionals.find(({ id }) => id === demoId)?.email ?? '');
}

/** Seeds of the demonstration; never used elsewhere. */
const cards = ['MRSW2ZJNNVXWIYLOMFSWC3LFMRSW2ZJN', 'MRSW2ZJNNVXWIYLOMFSWC3LFMRSW2ZJO', 'MRSW2ZJNNVXWIYLOMFSWC3LFMRSW2ZJP'].map(
  (seed, index) => ({
    ...{ serial: `GAT20260${String(index + 1)}`, seed, period: 60 as const },
  }),
);

function codeOf(secret: string, at: Date): string {
  return generateSync({ secret, period: 60, epoch: Math.floor(at.getTime() / second) });
}
