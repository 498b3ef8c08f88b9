import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Language, languages } from '../../src/http/languages.ts';
import { ownDataBlocks } from '../../src/own-space/data-blocks.ts';
import { endOwnMandate } from '../../src/own-space/end-own-mandates.ts';
import { bookletPdf } from '../../src/paper/booklet.ts';
import { printable } from '../../src/paper/lines.ts';
import { type Block, styles } from '../../src/paper/page-layout.ts';
import { useMandate } from '../../src/mandates/use-mandate.ts';
import { atomically } from '../../src/db/database.ts';
import { appendAlone } from '../../src/journal/append.ts';
import { parsePolicy } from '../../src/journal/policy.ts';
import { verifyReceipt } from '../../src/journal/receipt.ts';
import { openPersonalData } from '../../src/people/open-personal-data.ts';
import { findPerson } from '../../src/people/store.ts';
import { TestClock } from '../support/clock.ts';
import { openHouse } from '../support/house.ts';
import { atHome, entriesOfPerson } from '../support/own-space.ts';
import { hasPoppler, readAloud, readPdf } from '../support/pdf.ts';
import { Sequencing, signer } from '../support/sequencing.ts';
import { josephine } from '../support/world.ts';

const clock = new TestClock();
const house = await openHouse({ clock });
const { url, context, world } = house;
const helper = await world.helper();
const client = await world.client();
const someone = (familyName: string) => ({ ...josephine, familyName, email: `${familyName}@example.fr` });
const own = await world.mandate({ helper, identity: someone('AUBIN'), language: 'ar' });
const other = await world.mandate({ helper, identity: someone('BLANC') });
const person = await findPerson(context.db, context.vault, own.personId);
if (!person) throw new Error('the person of the mandate is there');
const acting = { organisationId: helper.organisation.id, helperId: helper.id, secondFactorAt: context.clock.now() };
for (let n = 0; n < 120; n += 1)
  await atomically(context, (work) => useMandate(work, { ...acting, mandateId: own.id, procedure: 'papiers', client }));
await atomically(context, (work) => useMandate(work, { ...acting, mandateId: other.id, procedure: 'papiers', client }));
await appendAlone(context, { event: 'use_refused', refusal: 'procedure_not_covered', person, helper });
const why = { role: 'manager', purpose: 'complaint', reason: 'Sa fille conteste un acte.', what: 'mandate' } as const;
await atomically(context, (work) => openPersonalData(work, { ...why, reader: helper, personId: person.id }));
const ending = await world.mandate({ helper, identity: someone('COLIN'), language: 'ar' });
const ended = await findPerson(context.db, context.vault, ending.personId);
if (!ended) throw new Error('the person of the mandate is there');
const refusal = { event: 'use_refused', refusal: 'procedure_not_covered' } as const;
await appendAlone(context, { ...refusal, mandate: ending, person: ended, helper, procedure: 'argent' });
await atomically(context, (work) => endOwnMandate(work, { mandateId: ending.id, procedure: null, person: ended, publicUrl: url }));
const sequencing = new Sequencing({ ...house.database, needs: context, world, clock });
await sequencing.settled(sequencing.start());
await sequencing.stop();
const browser = await atHome(context, person.id);

interface OwnFile {
  readonly identity: { readonly familyName: string };
  readonly mandates: readonly { readonly id: string; readonly terms: { readonly texts: readonly { readonly language: string }[] } }[];
  readonly uses: readonly { readonly id: string; readonly mandateId: string; readonly receipts: readonly unknown[] }[];
  readonly journal: readonly { readonly event: string; readonly proof: string | null; readonly look: { readonly reason: string } | null }[];
}

test('the file for programs holds everything, each entry with a proof that verifies, and nobody else', async () => {
  const answer = await browser.open(`${url}/me/data.json`);
  expect(answer.headers.get('content-disposition')).toContain('attachment');
  const file = JSON.parse(answer.text) as OwnFile;
  expect(file.identity.familyName).toBe('AUBIN');
  expect(file.mandates).toHaveLength(1);
  expect(file.mandates[0]?.terms.texts.map(({ language }) => language)).toEqual(['ar', 'fr']);
  expect(new Set(file.uses.map(({ id }) => id)).size).toBe(120); // more than are read at once, none twice
  const events = file.journal.map(({ event }) => event);
  for (const event of ['mandate_concluded', 'mandate_used', 'use_refused', 'personal_data_opened', 'data_downloaded'])
    expect(events).toContain(event);
  expect(file.journal.find(({ look }) => look)?.look?.reason).toBe('Sa fille conteste un acte.');
  const policy = parsePolicy(`log ${signer.vkey}\nquorum none`);
  const proofs = file.journal.flatMap(({ proof }) => proof ?? []);
  expect(proofs.length).toBe(file.journal.length - 1); // the download itself is not sealed yet
  for (const proof of proofs) expect(verifyReceipt(proof, policy).fields['person']).toBe(person.id);
  expect(answer.text).not.toContain(other.id);
  expect(answer.text).not.toContain('BLANC');
}, 60_000);

test.each(['fr', 'ar', 'uk'])(
  'the file to read is a tagged PDF of several pages in %s',
  async (language) => {
    const answer = await fetch(`${url}/me/data.pdf?lang=${language}`, {
      headers: { cookie: `procura=${browser.cookies.get('procura') ?? ''}` },
    });
    const pdf = Buffer.from(await answer.arrayBuffer());
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.subarray(-6).toString().trim()).toBe('%%EOF');
    if (!(await hasPoppler())) return;
    const { facts, pages } = await readPdf(pdf);
    expect(facts).toMatch(/Tagged:\s+yes/);
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.join('\n')).toContain('AUBIN');
    expect(pages.join('\n')).not.toContain('BLANC');
  },
  60_000,
);

describe('the file to read of a person who ended a mandate themself', () => {
  const blocksIn = async (language: Language): Promise<Block[]> => {
    const blocks: Block[] = [];
    for await (const block of ownDataBlocks(context, { person: ended, language })) blocks.push(block);
    return blocks;
  };

  test('says that they did, of which organisation, and with what; and why an attempt was refused, for which procedure', async () => {
    const lines = (await blocksIn('fr')).map(({ text }) => text);
    expect(lines).toContainEqual(expect.stringContaining(`– Un mandat a pris fin (${helper.organisation.name}) – Vous`));
    expect(lines).toContainEqual(
      expect.stringContaining('mandat (Argent, impôts, consommation) Refusé. Cette démarche n’est pas dans le mandat. – '),
    );
    expect(lines).toContain('Nom\u00a0: Joséphine COLIN');
    expect(lines).toContainEqual(expect.stringMatching(/ – Votre mandat est terminé – Courriel – pas encore parti$/));
  });

  test.each(['fr', 'ar'] as const)('is read aloud in %s block after block, the text agreed to in its own language', async (language) => {
    if (!(await hasPoppler())) return;
    const blocks = await blocksIn(language);
    const { pdf, written } = bookletPdf({ language, title: 'x', at: clock.now(), blocks: Readable.from(blocks) });
    const [bytes] = await Promise.all([buffer(pdf), written]);
    const read = (await readAloud(bytes)).filter(({ tag }) => !['L', 'LI', 'Lbl'].includes(tag));
    const told = blocks.map(({ kind, text }) => [kind === 'item' ? 'LBody' : styles[kind].tag, printable(text)]);
    expect(read.map(({ tag, text }) => [tag, text])).toEqual(told);
    const spoken = read.map((one) => one.language);
    expect([spoken, new Set(spoken)]).toEqual([blocks.map((one) => languages[one.language ?? language].tag), new Set(['fr', 'ar'])]);
  });
});

test('the downloads are in the record, and nobody who is not signed in as the person gets one', async () => {
  expect((await entriesOfPerson(context, person.id)).filter((event) => event === 'data_downloaded').length).toBeGreaterThan(0);
  for (const path of ['/me/data', '/me/data.json', '/me/data.pdf']) {
    const answer = await fetch(url + path, { redirect: 'manual' });
    expect([path, answer.status, answer.headers.get('location')]).toEqual([path, 303, '/me/sign-in']);
  }
});

test('when the journal cannot be written, nothing leaves', async () => {
  await house.database.asOwner("alter table journal.entries add constraint full_disk check (event <> 'data_downloaded') not valid");
  expect((await browser.open(`${url}/me/data.json`)).status).toBe(503);
  await house.database.asOwner('alter table journal.entries drop constraint full_disk');
});

test('the page says what is kept, why and until which day', async () => {
  const page = await browser.open(`${url}/me/data`);
  for (const words of ['Ce que nous gardons', '5 ans après leur fin', 'Un mandat est en cours', 'Mettre à jour par FranceConnect'])
    expect(page.text).toContain(words);
});
