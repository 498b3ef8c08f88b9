import { atomically } from '../../src/db/database.ts';
import { readStopCode } from '../../src/mandates/keep-stop-code.ts';
import { rotatePaperKey } from '../../src/mandates/paper-keys.ts';
import type { Mandate } from '../../src/mandates/mandate.ts';
import { printMandate } from '../../src/mandates/print-paper.ts';
import { readSignedPaper } from '../../src/mandates/signed-paper.ts';
import { listPaperKeys } from '../../src/mandates/paper-key-store.ts';
import { viewMandate } from '../../src/mandates/view-mandate.ts';
import { findPerson } from '../../src/people/store.ts';
import { actsIn } from '../support/acts.ts';
import { Browser } from '../support/browser.ts';
import { Counter, wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { atHome, entriesOfPerson } from '../support/own-space.ts';
import { josephine, type TestHelper } from '../support/world.ts';

const house = await openHouse();
const { context, world } = house;
const acts = actsIn({ needs: context, clock: context.clock, world });

async function signedIn(): Promise<Counter> {
  const counter = new Counter(house, await world.helper());
  await counter.signIn();
  return counter;
}

const fetched = ({ browser }: { browser: Browser }, path: string) => browser.request(house.url + path);

const signedOf = (mandate: Mandate, helper: TestHelper): Promise<string> =>
  atomically(context, async (work) => {
    const view = await viewMandate(work, { mandateId: mandate.id, helper, organisation: helper.organisation });
    return (await printMandate(work, view)).signed;
  });

const verify = (paper: string) => new Browser().open(`${house.url}/verify?${String(new URLSearchParams({ paper }))}`);

test('a helper prints a mandate of their organisation, and the look is recorded as what it was', async () => {
  const counter = await signedIn();
  const mandate = await world.mandate({ helper: counter.helper });
  const pdf = await fetched(counter, `/mandates/${mandate.id}/paper.pdf`);
  expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect(pdf.headers.get('content-disposition')).toMatch(/^inline; filename="mandat-[0-9a-f]{8}\.pdf"$/);
  expect(pdf.headers.get('cache-control')).toBe('no-store');
  const looks = await context.db('journal.entry_index').where({ mandate_id: mandate.id, event: 'mandate_viewed' });
  expect(looks).toHaveLength(1);
});

test.each(['paper.pdf', 'certificate.pdf'])('a helper of another organisation finds no %s', async (what) => {
  const counter = await signedIn();
  const other = await world.helper();
  const mandate = await world.mandate({ helper: other });
  await acts.revoke(mandate, other);
  expect((await fetched(counter, `/mandates/${mandate.id}/${what}`)).status).toBe(404);
  expect((await fetched(counter, `/mandates/not-an-id/${what}`)).status).toBe(404);
});

test('there is no certificate of an end before the end', async () => {
  const counter = await signedIn();
  const mandate = await world.mandate({ helper: counter.helper });
  expect((await fetched(counter, `/mandates/${mandate.id}/certificate.pdf`)).status).toBe(404);
  await acts.revoke(mandate, counter.helper);
  expect((await fetched(counter, `/mandates/${mandate.id}/certificate.pdf`)).headers.get('content-type')).toBe('application/pdf');
});

test('whoever stopped a mandate by its code gets the certificate, in that browser alone', async () => {
  const mandate = await world.mandate({ helper: await world.helper() });
  const stopCode = await atomically(context, async (work) => {
    const person = await findPerson(work.tx, work.vault, mandate.personId);
    return (person && (await readStopCode(work, { mandateId: mandate.id, person }))) ?? '';
  });
  const browser = new Browser();
  const asked = await browser.submit(await browser.open(`${house.url}/stop`), '/stop', { fields: { stopCode } });
  expect((await fetched({ browser }, '/stop/certificate.pdf')).status).toBe(404);
  expect((await browser.submit(asked, '/stop/revocation')).text).toContain('href="/stop/certificate.pdf"');
  expect((await fetched({ browser }, '/stop/certificate.pdf')).headers.get('content-type')).toBe('application/pdf');
  expect((await fetched({ browser: new Browser() }, '/stop/certificate.pdf')).location).toBe(`${house.url}/stop`);
});

test('the square of a paper is confirmed by anybody: signature, period, procedures, and whether it still counts', async () => {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper, procedures: ['papiers', 'social'] });
  const signed = await signedOf(mandate, helper);
  const said = wordsOf(await verify(`${house.url}/verify?paper=${signed}`));
  for (const words of ['Ce papier vient de Procura', 'Social, santé', 'Le mandat vaut jusqu’au']) expect(said).toContain(words);
  for (const hidden of ['Joséphine', helper.familyName, helper.organisation.name]) expect(said).not.toContain(hidden);
  await acts.revoke(mandate, helper);
  expect(wordsOf(await verify(signed))).toContain('Le mandat ne vaut plus');
});

test.each([
  ['altered', (signed: string) => signed.replace('.e', '.f'), 'changé après sa signature'],
  ['cut short', (signed: string) => signed.slice(0, 120), 'il est incomplet'],
  ['of something else', () => 'https://example.org/', 'il est incomplet'],
  ['empty', () => '   ', 'il est incomplet'],
  ['with markup', () => '<img src=x onerror=alert(1)>', 'il est incomplet'],
])('a square that is %s gets a clear sentence', async (_, alter, said) => {
  const helper = await world.helper();
  const page = await verify(alter(await signedOf(await world.mandate({ helper }), helper)));
  expect(wordsOf(page)).toContain(said);
  expect(page.text).not.toContain('<img src=x');
});

test('a paper signed before the key was replaced is still recognised; the former key signs no more', async () => {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper });
  const before = await signedOf(mandate, helper);
  await atomically(context, rotatePaperKey);
  const after = await signedOf(mandate, helper);
  expect(before.split('.')[0]).not.toBe(after.split('.')[0]);
  for (const signed of [before, after]) expect(wordsOf(await verify(signed))).toContain('Ce papier vient de Procura');
  const { rows } = await context.db.raw<{ rows: { kept: boolean }[] }>(
    'select private_key is not null as kept from paper_keys order by created_at',
  );
  expect(rows.map(({ kept }) => kept)).toEqual([...Array<boolean>(rows.length - 1).fill(false), true]);
});

test('the public keys are published, and with them alone a paper is verified', async () => {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper });
  const signed = await signedOf(mandate, helper);
  const { keys } = JSON.parse((await new Browser().open(`${house.url}/verify/keys.json`)).text) as { keys: Record<string, string>[] };
  expect(keys.every((key) => key['alg'] === 'ES256' && !('d' in key))).toBe(true);
  const published = keys.map((publicKey) => ({ kid: publicKey['kid'] ?? '', publicKey }));
  const claims = readSignedPaper(signed, published);
  expect(claims).toEqual(readSignedPaper(signed, await listPaperKeys(context.db)));
  expect(claims).toMatchObject({ jti: mandate.id, procedures: ['papiers'], terms: mandate.termsHash.toString('base64url') });
});

test('a person prints their own papers, recorded as theirs, and finds nobody else’s', async () => {
  const mandate = await world.mandate({ helper: await world.helper() });
  const yvette = await world.mandate({ helper: await world.helper(), identity: { ...josephine, givenName: 'Yvette' } });
  const browser = await atHome(context, mandate.personId);
  expect((await fetched({ browser }, `/me/mandates/${mandate.id}/paper.pdf`)).headers.get('content-type')).toBe('application/pdf');
  expect(await entriesOfPerson(context, mandate.personId)).toContain('own_paper_printed');
  for (const other of [yvette.id, 'not-an-id', '5f0c9a4e-1111-4000-8000-000000000000'])
    for (const what of ['paper.pdf', 'certificate.pdf'])
      expect((await fetched({ browser }, `/me/mandates/${other}/${what}`)).status).toBe(404);
});
