import { arrive, askFromAfar, josephine } from '../support/asked-from-afar.ts';
import { Browser } from '../support/browser.ts';
import { Counter, wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { choose } from '../support/sign-in.ts';

const house = await openHouse();
const asked = (fields: Record<string, string> = {}, address?: string) => askFromAfar(house, fields, address);

const yes = { fields: { protection: 'none', consent: 'on', answer: 'yes' } };

test('asked from afar, Joséphine reads on her own device and says yes; the helper sees it and signs', async () => {
  const { counter, draft, waiting, message, link } = await asked();
  expect(message).toMatchObject({ to: 'josephine@example.fr', subject: expect.stringContaining('vous propose un mandat') });
  expect(message?.text).not.toMatch(/social|santé/i);
  expect(wordsOf(waiting)).toContain('La personne n’a pas encore ouvert le lien');

  const door = await new Browser().open(link);
  expect(wordsOf(door)).toContain('vous demande votre accord');
  expect(door.text).not.toContain(new URL(link).pathname.slice('/requests/'.length).concat('?')); // no link on the page repeats it
  expect(wordsOf(await counter.browser.open(waiting.url))).toContain('La personne a ouvert le lien');

  const { browser, page } = await arrive(link);
  expect(page.url).toMatch(/\/me\/requests\//);
  expect(wordsOf(page)).toContain('Social, santé');
  expect(wordsOf(await counter.browser.open(waiting.url))).toContain('lit le texte');

  const asks = 'On vous demande votre accord';
  expect(wordsOf(await browser.open(`${house.url}/me`))).toContain(asks);
  const reached = wordsOf(await browser.open(`${house.url}/me/contacts`));
  expect(reached).toMatch(/josephine@example\.fr.{0,200}(structure|aidant)/i); // typed by a helper, and marked so
  expect(wordsOf(await browser.submit(page, '/agreement', yes))).toContain('Votre accord est enregistré');
  const home = wordsOf(await browser.open(`${house.url}/me`));
  expect([home.includes(asks), home.includes('Vous avez dit oui, la structure doit encore signer')]).toEqual([false, true]);
  expect(await house.takeMessages()).toMatchObject([{ to: counter.helper.email, subject: 'La personne a répondu' }]);
  const [kept] = await house.context.db
    .select('asked_device_print', 'answered_device_print')
    .from('remote_requests')
    .where('draft_id', draft.url.slice(-36));
  expect(kept).toEqual({
    asked_device_print: expect.any(Buffer),
    answered_device_print: (kept as Record<string, Buffer>)['asked_device_print'],
  }); // one program stands in for both
  const signature = await counter.browser.open(draft.url);
  expect(signature.url).toMatch(/\/signature$/);
  expect(wordsOf(await counter.sign(signature))).toContain(`Mandat de ${josephine}`);
  expect(wordsOf(await browser.open(page.url))).toContain('Le mandat est en cours');
});

test('in her language, and saying no needs nothing else', async () => {
  const { counter, draft, message, link } = await asked({ language: 'uk' });
  expect(message?.subject).toContain('пропонує вам доручення');
  const { browser, page } = await arrive(link);
  expect(page.text).toContain('lang="uk"');
  expect(wordsOf(await browser.submit(page, '/agreement', { fields: { answer: 'no' } }))).toContain('Цей запит завершено');
  expect(wordsOf(await counter.browser.open(draft.url))).toContain('La personne n’a pas accepté');
});

test('the helper cannot answer for her, nor read the terms in her place', async () => {
  const { counter, draft, link } = await asked();
  const { page } = await arrive(link);
  expect((await counter.browser.open(`${draft.url}/terms`)).url).toMatch(/\/waiting$/);
  const own = await counter.browser.open(`${draft.url}/waiting`);
  const csrf = /name="_csrf" value="([^"]+)"/.exec(own.text)?.[1] ?? '';
  const terms = /name="terms" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  for (const answer of ['yes', 'no']) {
    const sent = await counter.browser.request(`${draft.url}/agreement`, { _csrf: csrf, terms, ...yes.fields, answer });
    expect(sent.status).toBe(409);
  }
  expect((await counter.browser.open(draft.url)).url).toMatch(/\/waiting$/);
});

test('a link serves once: whoever comes with it afterwards learns nothing, and she finds the request in her space', async () => {
  const { link } = await asked();
  const { browser, page } = await arrive(link);
  const stranger = await new Browser().open(link);
  expect(stranger.status).toBe(410);
  expect(wordsOf(stranger)).toContain('Ce lien a déjà servi');
  expect((await browser.open(`${house.url}/me`)).text).toContain(new URL(page.url).pathname);
});

test('two who opened the same link: the first to say who they are is asked, the other is turned away', async () => {
  const { link } = await asked();
  const [first, second] = [new Browser(), new Browser()];
  const doors = [await first.open(link), await second.open(link)] as const;
  const there = [await first.submit(doors[0], new URL(link).pathname), await second.submit(doors[1], new URL(link).pathname)] as const;
  const page = await choose(first, there[0], josephine);
  const late = await choose(second, there[1], 'Armand GUILLOT');
  expect(late).toMatchObject({ status: 410, text: expect.stringContaining('Ce lien a déjà servi') });
  expect(wordsOf(await first.submit(page, '/agreement', yes))).toContain('Votre accord est enregistré');
});

test('another person does not see it, by its address', async () => {
  const { link } = await asked();
  const { page } = await arrive(link);
  const other = await asked();
  const armand = await arrive(other.link, { person: 'Armand GUILLOT' });
  expect((await armand.browser.open(page.url)).status).toBe(404);
  const csrf = /name="_csrf" value="([^"]+)"/.exec(armand.page.text)?.[1] ?? '';
  expect((await armand.browser.request(`${page.url}/agreement`, { _csrf: csrf, ...yes.fields, terms: 'a'.repeat(64) })).status).toBe(404);
});

test('sent again, the former link is dead; five times at the most', async () => {
  const { counter, draft, link } = await asked();
  for (let time = 2; time <= 6; time++) {
    const asking = await counter.browser.open(`${draft.url}/request`);
    const sent = await counter.browser.submit(asking, '/request', { fields: { address: '06 12 34 56 78' } });
    expect(sent.status).toBe(time <= 5 ? 200 : 429);
  }
  expect((await new Browser().open(link)).status).toBe(404);
  const sms = await house.takeMessages();
  expect(sms.map(({ to }) => to)).toEqual(Array(4).fill('+33612345678'));
});

test.each(['pas une adresse', '12', 'a@b', '=cmd|x'])('« %s » is no address: the form says so, nothing leaves', async (address) => {
  const { waiting, message } = await asked({}, address);
  expect(waiting.status).toBe(422);
  expect(message).toBeUndefined();
});

test('a helper’s own mailbox is refused', async () => {
  const counter = new Counter(house, await house.world.helper());
  await counter.signIn();
  const draft = await counter.draft();
  const asking = await counter.browser.open(`${draft.url}/request`);
  const sent = await counter.browser.submit(asking, '/request', { fields: { address: counter.helper.email } });
  expect(sent.status).toBeGreaterThanOrEqual(400);
  expect(await house.takeMessages()).toEqual([]);
});

test('a minor is turned away, and the link stays for another try', async () => {
  const { link } = await asked();
  const { page } = await arrive(link, { person: 'Noé GUILLOT' });
  expect(page.status).toBe(403);
  expect((await arrive(link)).page.url).toMatch(/\/me\/requests\//);
});
