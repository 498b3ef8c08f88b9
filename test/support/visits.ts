import { demoPeople } from '../../src/demo/people.ts';
import { demoProfessionals } from '../../src/demo/organisations.ts';
import { seedDemonstration } from '../../src/demo/seed.ts';
import { homes } from '../../src/identity/return-to.ts';
import { findHelperByEmail, findStaff } from '../../src/organisations/store.ts';
import { Applicant, villeneuve } from './applicant.ts';
import { Browser } from './browser.ts';
import { TestClock } from './clock.ts';
import { type Exploration, explore, type Visiting } from './every-page.ts';
import { type House, openHouse } from './house.ts';
import { enter } from './own-space.ts';
import { Sequencing } from './sequencing.ts';
import { signedInCookie } from './staff.ts';
import { liveOn } from './visits-afterwards.ts';
import { underWay } from './visits-under-way.ts';

/** A house full of people, and all that they find by following its links, while the journal is being sequenced. */
export async function openExploredHouse(): Promise<Exploration & { readonly house: House }> {
  const clock = new TestClock(new Date().toISOString());
  const house = await openHouse({ clock });
  const visitors = await everybody(house);
  const sequencing = new Sequencing({ ...house.database, needs: house.context, world: house.world, clock });
  await sequencing.settled(sequencing.start());
  await liveOn(house, visitors);
  const explored = await explore(house.url, visitors);
  await sequencing.stop();
  return { house, ...explored };
}

/** Everybody there is, each in a browser of their own: those of the demonstration, and those who are in the middle of something. */
async function everybody(house: House): Promise<Visiting[]> {
  await seedDemonstration(house.context, {
    ...{ service: house.serviceUrl, franceConnect: house.franceConnectUrl, publicUrl: house.url },
    people: { issuer: `${house.franceConnectUrl}/api/v2`, clientId: 'procura' },
    pairwiseKey: house.context.pairwiseKey,
  });
  return [
    { who: 'anyone', browser: new Browser(), starts: ['/', '/me/sign-in', '/signed-out', '/me/signed-out'] },
    ...(await applicants(house)),
    ...(await professionals(house)),
    ...(await persons(house)),
    ...(await underWay(house)),
  ];
}

async function professionals(house: House): Promise<Visiting[]> {
  const { context } = house;
  const visits: Visiting[] = [];
  const kinds = new Set<string>();
  for (const { id, email, roles, duty, certification } of demoProfessionals) {
    const kind = [duty, certification, ...roles].join();
    if (kinds.has(kind)) continue;
    kinds.add(kind);
    const helper = await findHelperByEmail(context.db, email);
    if (!helper || helper.suspendedAt) continue;
    const [belonging] = (await findStaff(context.db, helper.id))?.belongings ?? [];
    const [name = '', value = ''] = (await signedInCookie(context, { ...helper, totpSecret: '', ...belonging })).split('=');
    const browser = new Browser();
    browser.cookies.set(name, value);
    if (duty === 'supervisor') await searchWithReason(house, browser);
    if (roles.includes('manager')) await askForRenewal(house, browser);
    visits.push({ who: id, browser, starts: [homes[helper.duty], '/account/passkeys/new'] });
  }
  return visits;
}

/** A manager whose organisation's certification ends soon, and who has begun to ask for more time. */
async function askForRenewal({ url }: House, browser: Browser): Promise<void> {
  await browser.submit(await browser.open(`${url}/manager/certification`), '/manager/certification/renewal');
}

/** A supervisor with a reason that stands, and a search they gave a name. */
async function searchWithReason({ url }: House, browser: Browser): Promise<void> {
  const fields = { purpose: 'complaint', caseReference: '2026-117', reason: 'Sa fille conteste un acte.' };
  await browser.submit(await browser.open(`${url}/supervision/reason`), '/supervision/reason', { fields });
  const results = await browser.open(`${url}/supervision/journal?event=mandate_used`);
  await browser.submit(results, '/supervision/journal/searches', { fields: { name: 'Utilisations' } });
}

async function persons(house: House): Promise<Visiting[]> {
  const visits: Visiting[] = [];
  for (const id of ['armand', 'yamina', 'josephine']) {
    const person = demoPeople.find((one) => one.id === id);
    const { browser } = await enter(house, `${person?.givenName ?? ''} ${person?.familyName ?? ''}`);
    visits.push({ who: id, browser, starts: ['/me'] });
  }
  return visits;
}

/** One whose application is filled in, one who sent it, and one who holds the link to theirs. */
async function applicants(house: House): Promise<Visiting[]> {
  const [filling, waiting, coming] = ['direction@neuf.example', 'direction@envoye.example', 'direction@lien.example'].map(
    (email) => new Applicant(house, email),
  ) as [Applicant, Applicant, Applicant]; // as many as addresses
  await filling.begin();
  await filling.fill();
  await waiting.begin();
  await waiting.fill({ ...villeneuve, siret: '35600000000048' });
  await waiting.submit();
  const starts = ['/application', '/apply/sent', new URL(await coming.link()).pathname];
  return [
    { who: 'applicant', browser: filling.browser, starts },
    { who: 'applicant who waits', browser: waiting.browser, starts: ['/application'] },
  ];
}
