import { languages, allLanguages } from '../../src/http/texts.ts';
import { certificatePdf } from '../../src/mandates/paper-pdf.ts';
import type { Person } from '../../src/people/person.ts';
import { printable } from '../../src/paper/lines.ts';
import { certificateSides } from '../../views/paper/certificate.ts';
import { certificateIn, organisation, paperIn, publicUrl, stopCode } from '../support/papers.ts';
import { hasPoppler, readAloud, readPdf, readSides, spokenOf } from '../support/pdf.ts';
import { josephine } from '../support/world.ts';

const poppler = (await hasPoppler()) ? describe : describe.skip;

/** The same letters wherever lines end, and whatever stands between a letter and its accents. */
const solid = (text: string): string => text.normalize('NFC').replaceAll(/[\s\p{Cf}•]+/gu, '');
/** Arabic comes out of a PDF in another order of marks and words than it went in: letters are counted. */
const counted = (text: string): string =>
  [...text.normalize('NFD').matchAll(/[\p{Script=Arabic}\p{L}\p{N}]/gu)]
    .map(String)
    .filter((sign) => /\p{L}|\p{N}/u.test(sign))
    .sort()
    .join('');

poppler.each(allLanguages)('the paper in %s', (language) => {
  test('is one page each side, tagged, and its printed text is the stored text', async () => {
    const { terms, pdf } = paperIn(language);
    const { facts, pages } = await readPdf(await pdf);
    expect(facts).toMatch(/Tagged: +yes/);
    expect(pages).toHaveLength(terms.texts.length);
    for (const [index, text] of terms.texts.entries()) {
      const stored = [text.title, ...text.parts.flatMap(({ heading, lines }) => [heading, ...lines])].map(printable);
      const page = pages[index] ?? '';
      if (text.direction === 'ltr') expect(solid(page)).toContain(solid(stored.join('')));
      else
        for (const letter of new Set(counted(stored.join(''))))
          expect(page.split(letter).length).toBeGreaterThanOrEqual(stored.join('').split(letter).length);
      expect(page).toContain(stopCode);
    }
  });

  test('has a title, and is read aloud side by side: the stored text in its order, each side in its language, the square last', async () => {
    const { terms, pdf } = paperIn(language);
    const { facts } = await readPdf(await pdf);
    expect(facts).toMatch(new RegExp(`^Title: +${terms.texts[0]?.title ?? ''} – Procura$`, 'm'));
    expect((await pdf).toString('latin1')).toMatch(new RegExp(`/Type /Catalog[^]*?/Lang \\(${languages[language].tag}\\)`));
    const read = (await readAloud(await pdf)).filter(({ tag }) => ['H1', 'H2', 'P', 'LBody', 'Figure'].includes(tag));
    const sides = terms.texts.map(({ title, parts }) => [
      ['H1', title],
      ...parts.flatMap(({ heading, lines, list }) => [['H2', heading], ...lines.map((line) => [list ? 'LBody' : 'P', line])]),
    ]);
    for (const [index, side] of sides.entries()) {
      const own = read.slice(read.findIndex(({ tag, text }) => tag === 'H1' && text === side[0]?.[1]));
      expect(own.slice(0, side.length).map(({ tag, text }) => [tag, text])).toEqual(side.map(([tag, text = '']) => [tag, printable(text)]));
      expect(new Set(own.slice(0, side.length).map(({ language: said }) => said))).toEqual(
        new Set([languages[terms.texts[index]?.language ?? 'fr'].tag]),
      );
    }
    expect(read.map(({ tag }) => tag).filter((tag) => tag === 'H1' || tag === 'Figure')).toEqual(sides.flatMap(() => ['H1', 'Figure']));
  });

  test('is still one page each side with ten procedures and the longest names', async () => {
    const long = 'Maximilienne-Bernadette '.repeat(13).trim();
    const person = { ...josephine, givenName: long, familyName: long.toUpperCase(), preferredUsername: long };
    const { terms, pdf } = paperIn(language, { person, helperName: long, organisation: { ...organisation, name: long, address: long } });
    expect((await readPdf(await pdf)).pages).toHaveLength(terms.texts.length);
  });
});

poppler('names that mean harm', () => {
  test.each([
    ['control characters', 'Jo\u0000sé\u0007phine\u001b[31m', 'Jo sé phine [31m'],
    ['an override of direction', 'Joséphine\u202egnp.live', 'Joséphinegnp.live'],
    ['line ends', 'Joséphine\r\n\u2028ajoute une démarche', 'Joséphine ajoute une démarche'],
    ['emoji', 'Joséphine 🙂👍', 'Joséphine \ufffd'],
    ['another script', 'Joséphine 山田', 'Joséphine \ufffd'],
    ['markup and operators of PDF', '<b>Jo</b> (Tj) ET /F1 <</S/JavaScript>>', '<b>Jo</b> (Tj) ET /F1 <</S/JavaScript>>'],
    ['a heap of accents', `J${'\u0301'.repeat(50)}`, 'J\u0301\u0301\u0301'],
    ['nothing to be seen', 'Jo\u200bsé\u2060phi\u00adne', 'Joséphine'],
    ['a name without an end', 'A'.repeat(300), 'A'.repeat(300)],
  ])('%s are printed as what they are', async (_, givenName, seen) => {
    const { pdf } = paperIn('fr', { person: { ...josephine, givenName } });
    const bytes = await pdf;
    const { pages } = await readPdf(bytes);
    expect(pages).toHaveLength(1);
    expect(printable(givenName)).toBe(seen.normalize('NFC'));
    if (!/[\u0301]/.test(seen)) expect(solid(pages[0] ?? '')).toContain(solid(seen));
    expect(bytes.toString('latin1')).not.toContain('/JavaScript');
  });
});

poppler('the certificate of an end', () => {
  const person: Person = { id: '', subjectRef: '', identity: josephine, language: 'fr' };

  test.each(allLanguages)('is one page each side in %s', async (language) => {
    const { facts, pages } = await readPdf(await certificatePdf(certificateIn(language, person), { publicUrl }));
    expect(pages).toHaveLength(languages[language].tag === 'fr' && language === 'fr' ? 1 : 2);
    expect(facts).toMatch(/Tagged: +yes/);
    expect(pages.at(-1)).toContain('Joséphine ST-PIERRE');
    expect(solid(pages.at(-1) ?? '')).toContain(solid('Par le code d’arrêt imprimé sur le mandat.'));
  });

  test.each(allLanguages)('is read aloud in %s as it is written, side after side, under its title', async (language) => {
    const certificate = certificateIn(language, person);
    const pdf = await certificatePdf(certificate, { publicUrl });
    const sides = certificateSides(certificate, { publicUrl });
    expect((await readPdf(pdf)).facts).toMatch(new RegExp(`^Title: +${sides[0]?.blocks[0]?.text ?? ''} – Procura$`, 'm'));
    expect(await readSides(pdf)).toEqual(sides.map(spokenOf));
  });

  test('names neither person nor procedure for whoever only holds the stop code', async () => {
    const { pages } = await readPdf(await certificatePdf(certificateIn('fr', null), { publicUrl }));
    expect(pages[0]).toContain('CCAS de Villeneuve');
    for (const hidden of ['Joséphine', 'ST-PIERRE', '1969', 'Argent', 'Social']) expect(pages[0]).not.toContain(hidden);
  });
});
