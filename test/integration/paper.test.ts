import { languages, allLanguages, type Language } from '../../src/http/texts.ts';
import { writeTerms } from '../../src/mandates/attestation.ts';
import type { Mandate } from '../../src/mandates/mandate.ts';
import { certificatePdf, mandatePdf } from '../../src/mandates/paper-pdf.ts';
import { procedureCodes } from '../../src/mandates/procedures.ts';
import { formatStopCode, newStopCode } from '../../src/mandates/stop-code.ts';
import type { Person } from '../../src/people/person.ts';
import { printable } from '../../src/paper/lines.ts';
import { hasPoppler, readPdf } from '../support/pdf.ts';
import { josephine } from '../support/world.ts';

const at = new Date('2026-11-25T20:00:00Z');
const expiresAt = new Date('2027-11-25T20:00:00Z');
const stopCode = formatStopCode(newStopCode());
const publicUrl = 'https://mandats.une-collectivite-au-nom-long.example';
const organisation = { name: 'CCAS de Villeneuve', siret: '12345678900011', address: '1 place de la Mairie, 70000 Vesoul' };
const poppler = (await hasPoppler()) ? describe : describe.skip;

function mandateIn(language: Language): Mandate {
  return {
    ...{ id: '5f0c9a4e-1111-4000-8000-000000000000', journalRef: '', organisationId: '', personId: '', helperId: '', namedHelpers: null },
    ...{
      duration: 'year',
      language,
      termsHash: Buffer.alloc(32, 7),
      startsAt: at,
      expiresAt,
      agreedAt: at,
      concludedAt: at,
      revokedAt: null,
    },
    procedures: procedureCodes.map((code) => ({ code, revokedAt: null, endCause: null })),
  };
}

function printed(language: Language, facts: Partial<Parameters<typeof writeTerms>[0]> = {}) {
  const terms = writeTerms({
    namedHelpers: null,
    ...{ language, person: josephine, organisation, helperName: 'Claire MOREL', procedures: procedureCodes, startsAt: at, expiresAt },
    ...facts,
  });
  const paper = {
    mandate: mandateIn(language),
    terms,
    stopCode,
    isActive: true,
    signed: `${'a'.repeat(44)}.${'b'.repeat(320)}.${'c'.repeat(86)}`,
    at,
  };
  return { terms, pdf: mandatePdf(paper, { publicUrl }) };
}

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
    const { terms, pdf } = printed(language);
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

  test('is still one page each side with ten procedures and the longest names', async () => {
    const long = 'Maximilienne-Bernadette '.repeat(13).trim();
    const person = { ...josephine, givenName: long, familyName: long.toUpperCase(), preferredUsername: long };
    const { terms, pdf } = printed(language, { person, helperName: long, organisation: { ...organisation, name: long, address: long } });
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
    const { pdf } = printed('fr', { person: { ...josephine, givenName } });
    const bytes = await pdf;
    const { pages } = await readPdf(bytes);
    expect(pages).toHaveLength(1);
    expect(printable(givenName)).toBe(seen.normalize('NFC'));
    if (!/[\u0301]/.test(seen)) expect(solid(pages[0] ?? '')).toContain(solid(seen));
    expect(bytes.toString('latin1')).not.toContain('/JavaScript');
  });
});

poppler('the certificate of an end', () => {
  const endings = [
    { procedure: 'social', at, cause: 'revoked', channel: 'stop_code' },
    { procedure: 'argent', at, cause: 'revoked', channel: 'stop_code' },
  ] as const;
  const person: Person = { id: '', subjectRef: '', identity: josephine, language: 'fr' };
  const certificate = (language: Language, of: Person | null) =>
    certificatePdf(
      {
        ...{ mandate: mandateIn(language), person: of, endings, isWhole: true, signed: 'a.b.c', at },
        organisation: {
          ...organisation,
          id: '',
          kind: 'CCAS',
          territory: '70',
          excludedProcedures: [],
          certifiedAt: at,
          certificationExpiresAt: null,
          suspendedAt: null,
          withdrawnAt: null,
        },
      },
      { publicUrl },
    );

  test.each(allLanguages)('is one page each side in %s', async (language) => {
    const { facts, pages } = await readPdf(await certificate(language, person));
    expect(pages).toHaveLength(languages[language].tag === 'fr' && language === 'fr' ? 1 : 2);
    expect(facts).toMatch(/Tagged: +yes/);
    expect(pages.at(-1)).toContain('Joséphine ST-PIERRE');
    expect(solid(pages.at(-1) ?? '')).toContain(solid('Par le code d’arrêt imprimé sur le mandat.'));
  });

  test('names neither person nor procedure for whoever only holds the stop code', async () => {
    const { pages } = await readPdf(await certificate('fr', null));
    expect(pages[0]).toContain('CCAS de Villeneuve');
    for (const hidden of ['Joséphine', 'ST-PIERRE', '1969', 'Argent', 'Social']) expect(pages[0]).not.toContain(hidden);
  });
});
