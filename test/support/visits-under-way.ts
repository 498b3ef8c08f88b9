import { allLanguages } from '../../src/http/languages.ts';
import { Browser, type Shown } from './browser.ts';
import { confirmNumber } from './confirming.ts';
import { Counter } from './counter.ts';
import type { Visiting } from './every-page.ts';
import type { House } from './house.ts';
import { linkIn, wordsIn } from './mailed.ts';
import { browserOf } from './as-operator.ts';
import { enter } from './own-space.ts';
import { choose } from './sign-in.ts';
import type { TestHelper } from './world.ts';

/** Those who are in the middle of something, or hold a link or a code of theirs: pages that no link of the house leads to. */
export async function underWay(house: House): Promise<Visiting[]> {
  const helper = await house.world.helper();
  return [
    await atTheCounter(house, helper),
    ...(await concluded(house)),
    ...(await askedFromAfar(house)),
    ...(await managing(house, helper)),
    await signingIn(house),
  ];
}

/** A helper with a draft at each of its steps; the terms in every language. */
async function atTheCounter(house: House, helper: TestHelper): Promise<Visiting> {
  const counter = new Counter(house, helper);
  await counter.signIn();
  const drafts = [await counter.draft()];
  for (const language of allLanguages) drafts.push(await counter.identify(await counter.draft({ language }), 'Carmen IGLESIAS'));
  drafts.push(await counter.agree(await counter.identify(await counter.draft(), 'Mehmet YILDIRIM')));
  drafts.push(
    await counter.browser.submit(await counter.identify(await counter.draft(), 'Margaret Anne O’CONNOR'), '/agreement', {
      fields: { answer: 'no' },
    }),
  );
  const codes = await counter.browser.submit(await counter.browser.open(`${house.url}/factors`), '/account/recovery-codes');
  const starts = [...drafts, codes].map(pathOf);
  return { who: 'at the counter', browser: counter.browser, starts: [...starts, `${pathOf(drafts[0])}/request`] };
}

/** A mandate, the helper in front of a service where it may be used, and whoever holds the code that stops it. */
async function concluded(house: House): Promise<Visiting[]> {
  const counter = new Counter(house, await house.world.helper());
  await counter.signIn();
  const mandate = await counter.conclude('Joséphine Marie ST-PIERRE');
  const stopCode = await wordsIn(house, stopCodeWords);
  const { rows } = await house.database.asOwner<{ id: string }>(
    `select person_id as id from mandates where id = '${pathOf(mandate).split('/').at(-1) ?? ''}'`,
  );
  await confirmNumber(house.context, rows[0]?.id ?? '');
  const choosing = await counter.browser.open(`${house.serviceUrl}/sign-in?act=bank_details_change`);
  const chosen = await counter.browser.open(new URL(/href="([^"]*\?person=[^"]*)"/.exec(choosing.text)?.[1] ?? '', choosing.url));
  const confirming = await counter.browser.submit(chosen, new URL(chosen.url).pathname);
  const browser = new Browser();
  await browser.submit(await browser.open(`${house.url}/stop`), '/stop', { fields: { stopCode } });
  return [
    ...(await stopped(house)),
    { who: 'with a mandate', browser: counter.browser, starts: [mandate, choosing, confirming].map(pathOf) },
    { who: 'holder of a stop code', browser, starts: ['/stop/mandate'] },
  ];
}

/** A mandate that its person stopped: the helper's page of it, the person's, and the page of who gave the code. */
async function stopped(house: House): Promise<Visiting[]> {
  const counter = new Counter(house, await house.world.helper());
  await counter.signIn();
  const mandate = await counter.conclude('Carmen IGLESIAS');
  const stopCode = await wordsIn(house, stopCodeWords);
  const browser = new Browser();
  const asked = await browser.submit(await browser.open(`${house.url}/stop`), '/stop', { fields: { stopCode } });
  await browser.submit(asked, '/stop/revocation');
  const { browser: person } = await enter(house, 'Carmen IGLESIAS');
  return [
    { who: 'helper of a stopped mandate', browser: counter.browser, starts: [pathOf(mandate)] },
    { who: 'who stopped', browser, starts: ['/stop/mandate'] },
    { who: 'person of a stopped mandate', browser: person, starts: ['/me'] },
  ];
}

const stopCodeWords = /((?:\w{4} ){3}\w{4})/;

/** A person asked from afar: the helper who waits, the link, and the terms once they signed in. */
async function askedFromAfar(house: House): Promise<Visiting[]> {
  const counter = new Counter(house, await house.world.helper());
  await counter.signIn();
  const draft = await counter.draft({ language: 'uk' });
  await counter.browser.submit(await counter.browser.open(`${draft.url}/request`), '/request', {
    fields: { address: 'oksana@example.fr' },
  });
  const link = await linkIn(house, /\/requests\/[\w-]{43}/);
  const browser = new Browser();
  const terms = await choose(browser, await browser.submit(await browser.open(house.url + link), link), 'Oksana KOVALENKO');
  const another = await counter.draft();
  await counter.browser.submit(await counter.browser.open(`${another.url}/request`), '/request', {
    fields: { address: 'gaston@example.fr' },
  });
  return [
    { who: 'waiting for an answer', browser: counter.browser, starts: [`${pathOf(draft)}/waiting`] },
    { who: 'answering from afar', browser, starts: [pathOf(terms)] },
    { who: 'asked from afar', browser: new Browser(), starts: [await linkIn(house, /\/requests\/[\w-]{43}/)] },
  ];
}

/** A manager beside another, with a card to give, who looks into a mandate with a reason; and somebody they invited. */
async function managing(house: House, { organisation }: TestHelper): Promise<Visiting[]> {
  const { url, world } = house;
  const manager = await world.helper({ organisation, role: 'manager', certifiedAt: null });
  await world.helper({ organisation, role: 'manager' });
  const mandate = await world.mandate({ helper: await world.helper({ organisation }) });
  const browser = await browserOf(house, manager);
  const seed = '3132333435363738393031323334353637383930';
  await browser.submit(await browser.open(`${url}/manager/cards`), '/manager/cards', {
    fields: { seeds: `serial;seed;period\nK-1001;${seed};60` },
  });
  const fields = { purpose: 'complaint', reason: 'Sa fille conteste un acte.' };
  const look = await browser.submit(await browser.open(`${url}/manager/mandates/${mandate.id}/looks`), '/looks', { fields });
  await browser.submit(await browser.open(`${url}/manager/invitations`), '/manager/invitations', {
    fields: { people: 'Lina;Nguyen;lina@neuf.example' },
  });
  const invitation = await linkIn(house, /\/invitation\/\S+/);
  return [
    { who: 'manager', browser, starts: ['/manager', pathOf(look), '/manager/cards/K-1001'] },
    { who: 'invited', browser: new Browser(), starts: [invitation] },
  ];
}

/** Before the second factor: who has a link, and who has one factor behind them. */
async function signingIn(house: House): Promise<Visiting> {
  const browser = new Browser();
  const ask = async (): Promise<string> => {
    const { email } = await house.world.helper();
    await browser.submit(await browser.open(`${house.url}/sign-in`), '/sign-in/link', { fields: { email } });
    return linkIn(house, /\/sign-in\/link\/\S+/);
  };
  const link = await ask();
  const unused = await ask();
  await browser.submit(await browser.open(house.url + link), link);
  return { who: 'signing in', browser, starts: ['/second-factor', '/account/second-factor', '/sign-in/link', unused] };
}

function pathOf(page: Shown | undefined): string {
  return page ? page.url.slice(new URL(page.url).origin.length) : '';
}
