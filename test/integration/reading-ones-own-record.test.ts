import { atomically } from '../../src/db/database.ts';
import { allLanguages, catalogue } from '../../src/http/texts.ts';
import { appendAlone } from '../../src/journal/append.ts';
import { parsePolicy } from '../../src/journal/policy.ts';
import { verifyReceipt } from '../../src/journal/receipt.ts';
import { listEntries } from '../../src/journal/store.ts';
import { printCertificate } from '../../src/mandates/print-paper.ts';
import { useMandate } from '../../src/mandates/use-mandate.ts';
import { openPersonalData } from '../../src/people/open-personal-data.ts';
import { recognisePerson } from '../../src/people/recognise-person.ts';
import { findPerson } from '../../src/people/store.ts';
import { describeEntries } from '../../src/supervision/describe-entries.ts';
import { actsIn } from '../support/acts.ts';
import { TestClock } from '../support/clock.ts';
import { wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { atHome } from '../support/own-space.ts';
import { Sequencing, signer } from '../support/sequencing.ts';
import { signedInCookie } from '../support/staff.ts';
import { Browser } from '../support/browser.ts';
import { josephine } from '../support/world.ts';

const clock = new TestClock();
const house = await openHouse({ clock });
const { url, context, world } = house;
const helper = await world.helper();
const client = await world.client();
const someone = (familyName: string) => ({ ...josephine, familyName, email: `${familyName}@example.fr` });
const [own, other] = [
  await world.mandate({ helper, identity: someone('AUBIN') }),
  await world.mandate({ helper, identity: someone('BLANC') }),
];
const person = await findPerson(context.db, context.vault, own.personId);
if (!person) throw new Error('the person of the mandate is there');
const acting = { organisationId: helper.organisation.id, helperId: helper.id, secondFactorAt: context.clock.now() };
await atomically(context, (work) => useMandate(work, { ...acting, mandateId: own.id, procedure: 'papiers', client }));
const beside = { person, helper, organisationId: helper.organisation.id };
await appendAlone(context, { event: 'use_refused', refusal: 'procedure_not_covered', ...beside });
await appendAlone(context, { event: 'mandate_agreed', mandate: own, ...beside });
const why = { role: 'manager', purpose: 'complaint', reason: 'Sa fille <b>conteste</b> un acte.', what: 'mandate' } as const;
await atomically(context, (work) =>
  openPersonalData(work, { ...why, reader: helper, organisationId: helper.organisation.id, personId: person.id }),
);
const moved = { ...someone('AUBIN'), preferredUsername: 'LENOIR', email: 'moved@example.fr' };
await atomically(context, (work) => recognisePerson(work, { issuer: 'https://fc.example', subject: 'Joséphine AUBIN', identity: moved }));
const sequencing = new Sequencing({ ...house.database, needs: context, world, clock });
await sequencing.settled(sequencing.start());
await sequencing.stop();
const browser = await atHome(context, person.id);

/** The addresses of the proofs on the person's page. */
async function proofs(of: Browser): Promise<string[]> {
  const page = await of.open(`${url}/me/record`);
  return [...page.text.matchAll(/href="(\/me\/record\/\d+\/proof)"/g)].flatMap(([, path]) => path ?? []);
}

test('the person sees uses, refused attempts and looks, with who and why', async () => {
  const page = await browser.open(`${url}/me/record`);
  expect(page.status).toBe(200);
  for (const words of ['Votre mandat a été utilisé', 'On a voulu utiliser votre mandat', 'Vos données ont été consultées'])
    expect(page.text).toContain(words);
  expect(wordsOf(page)).toContain('Refusé. Cette démarche n’est pas dans le mandat.');
  expect(wordsOf(page)).toContain('FranceConnect a mis à jour votre identité Ce qui a changé : adresse électronique et nom d’usage.');
  expect(page.text).not.toContain('moved@example.fr');
  expect(page.text).toContain('nous savons que la porte a été ouverte, mais pas quel service a été visité derrière');
  expect(page.text).toContain('Une réclamation');
  expect(page.text).toContain('Sa fille &lt;b>conteste&lt;/b> un acte.');
  expect(wordsOf(page)).toContain(`Vous avez dit oui à un mandat ${helper.organisation.name} Vous ${helper.givenName}`); // they themself
});

const languages = allLanguages.filter((language) => language !== 'fr');
test.each(languages)('in %s nothing of it is left in French words of ours', async (language) => {
  const page = await browser.open(`${url}/me/record?lang=${language}`);
  const words = catalogue(language);
  const left = Object.entries(catalogue('fr')).filter(
    ([key, french]) => key.startsWith('person.') && french.length > 12 && words[key] !== french && page.text.includes(french),
  );
  expect(left).toEqual([]);
  expect(page.text).toContain(words['person.record.why.procedure_not_covered']);
  expect(page.text).toContain(language === 'ar' ? 'dir="rtl"' : 'dir="ltr"');
});

test('each line’s proof is one that verifies, with who acted, and shows the person’s own fields', async () => {
  const policy = parsePolicy(`log ${signer.vkey}\nquorum none`);
  for (const path of await proofs(browser)) {
    const proof = await browser.open(url + path);
    expect(proof.headers.get('content-disposition')).toContain('.tlog-proof');
    expect(verifyReceipt(proof.text, policy).fields['person']).toBe(person.id);
  }
});

test('each line says what its proof says: the browser holds one against the other', async () => {
  const policy = parsePolicy(`log ${signer.vkey}\nquorum none`);
  const page = await browser.open(`${url}/me/record`);
  const lines = [...page.text.matchAll(/data-sealed="([^"]+)".*?href="(\/me\/record\/\d+\/proof)"/gs)];
  expect(lines.length).toBeGreaterThan(3);
  for (const [, sealed = '', path = ''] of lines) {
    const { event, at, fields } = JSON.parse(sealed.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&')) as {
      event: string;
      at: string;
      fields: Record<string, unknown>;
    };
    const proof = verifyReceipt((await browser.open(url + path)).text, policy);
    expect(proof.leaf).toMatchObject({ k: event, at });
    expect(proof.fields).toMatchObject(fields);
  }
});

test('another person’s proof does not exist, nor does one of nobody', async () => {
  const [theirs = ''] = await proofs(await atHome(context, other.personId));
  for (const path of [theirs, '/me/record/999999999/proof', '/me/record/x/proof', '/me/record/0/proof'])
    expect((await browser.open(url + path)).status).toBe(404);
});

test('a helper is asked to sign in as the person', async () => {
  const helpers = new Browser();
  helpers.cookies.set('procura', (await signedInCookie(context, helper)).split('=')[1] ?? '');
  expect((await helpers.request(`${url}/me/record`)).location).toBe(`${url}/me/sign-in`);
});

test('whoever is renamed afterwards: what was done is told under the names of then, on every page, in the file and on the certificate', async () => {
  const { organisation } = helper;
  const renamed = { ...organisation, name: 'Maison commune' };
  const [then, today] = [`${helper.givenName} ${helper.familyName}`, 'Nouveau NOM'];
  await context.db('organisations').where('id', organisation.id).update({ name: renamed.name });
  await context.db('helpers').where('id', helper.id).update({ given_name: 'Nouveau', family_name: 'NOM' });
  await actsIn({ needs: context, world, clock }).revoke(own, helper);
  for (const path of ['/me/record', `/me/mandates/${own.id}`, '/me/data.json']) {
    const { text } = await browser.open(url + path);
    expect([path, text.includes(then), text.includes(organisation.name)]).toEqual([path, true, true]);
    expect([path, text.includes(today)]).toEqual([path, false]);
  }
  expect((await browser.open(`${url}/me/mandates/${own.id}?lang=fr`)).text).toContain(
    'Cette structure s’appelle aujourd’hui Maison commune.',
  );
  const lines = await describeEntries(context, await listEntries(context.db, { personId: own.personId }, { limit: 9, before: null }));
  expect(lines).toContainEqual(expect.objectContaining({ event: 'mandate_used', helper: then, organisation: organisation.name }));
  const certificate = await atomically(context, (work) => printCertificate(work, { mandate: own, person, organisation: renamed }));
  expect(certificate.organisation.name).toBe(organisation.name);
});

test('the public pages are in the language the person chose, whatever this browser was last asked for', async () => {
  await context.db('sessions').where('person_id', person.id).update({ language: 'tr' });
  for (const path of ['/privacy', '/help', '/stop', '/verify'])
    expect([path, (await browser.open(url + path)).text.includes('<html lang="tr"')]).toEqual([path, true]);
});
