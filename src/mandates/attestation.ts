import { createHash } from 'node:crypto';
import { formatBirthdate, formatInstant } from '../http/dates.ts';
import { languages, type Language } from '../http/languages.ts';
import { type TextKey, translator } from '../http/texts.ts';
import { canonical } from '../journal/leaf.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { fullName, type PivotIdentity } from '../people/person.ts';
import type { Procedure } from './procedures.ts';

/** The version of the words below; a change of words is a new version, and what was agreed to keeps its own. */
const template = 5;

/** The exact text a person agrees to: in their language, then in French, which prevails. */
export interface Terms {
  readonly template: number;
  readonly texts: readonly TermsText[];
}

export interface TermsText {
  readonly language: Language;
  readonly direction: 'ltr' | 'rtl';
  readonly title: string;
  readonly parts: readonly { readonly heading: string; readonly lines: readonly string[]; readonly list: boolean }[];
}

export interface TermsFacts {
  readonly language: Language;
  readonly person: PivotIdentity;
  readonly organisation: Pick<Organisation, 'name' | 'siret' | 'address'>;
  /** Null when the person prepared it by themself. */
  readonly helperName: string | null;
  /** Who alone may use the mandate; null: any certified helper of the organisation. */
  readonly namedHelpers: readonly string[] | null;
  readonly procedures: readonly Procedure[];
  readonly startsAt: Date;
  readonly expiresAt: Date;
}

/** Writes the terms once; from then on they are read from where they were stored. */
export function writeTerms(facts: TermsFacts): Terms {
  const written: Language[] = facts.language === 'fr' ? ['fr'] : [facts.language, 'fr'];
  return { template, texts: written.map((language) => writeText(language, facts)) };
}

/** What is stored and hashed: canonical JSON. */
export function termsText(terms: Terms): string {
  return canonical(terms);
}

/** SHA-256 of the canonical text: it stands in the journal. */
export function termsHash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** The terms as they were agreed to. */
export function readTerms(text: string): Terms {
  return JSON.parse(text) as Terms; // written by `termsText` and sealed since
}

/** Where a mandate's sealed terms lie: they open nowhere else. */
export function termsContext(mandateId: string): string {
  return `mandate/${mandateId}/terms`;
}

function writeText(language: Language, facts: TermsFacts): TermsText {
  const t = translator(language);
  const values = {
    person: fullName(facts.person),
    birthdate: formatBirthdate(facts.person.birthdate, language),
    organisation: facts.organisation.name,
    siret: facts.organisation.siret,
    address: facts.organisation.address,
    helper: facts.helperName ?? '',
    named: (facts.namedHelpers ?? []).join(languages[language].direction === 'rtl' ? '، ' : ', '),
    start: formatInstant(facts.startsAt, language),
    end: formatInstant(facts.expiresAt, language),
  };
  const who: readonly TextKey[] = facts.namedHelpers ? ['terms.who.receives', 'terms.who.named'] : ['terms.who.organisation'];
  const lines = (...keys: TextKey[]): string[] => keys.map((key) => t(key, values));
  return {
    language,
    direction: languages[language].direction,
    title: t('terms.title'),
    parts: [
      {
        heading: t('terms.who.heading'),
        list: false,
        lines: lines('terms.who.person', ...who, facts.helperName === null ? 'terms.who.self' : 'terms.who.helper'),
      },
      {
        heading: t('terms.what.heading'),
        list: true,
        lines: facts.procedures.map((code) => `${t(`terms.procedure.${code}.title`)} (${t(`terms.procedure.${code}.examples`)})`),
      },
      ...(facts.procedures.includes('argent')
        ? [{ heading: t('terms.argent.heading'), list: false, lines: lines('terms.argent.warning') }]
        : []),
      { heading: t('terms.when.heading'), list: false, lines: lines('terms.when.period', 'terms.when.ending') },
      {
        heading: t('terms.duties.heading'),
        list: true,
        lines: lines('terms.duties.only', 'terms.duties.password', 'terms.duties.tell', 'terms.duties.secret'),
      },
      {
        heading: t('terms.rights.heading'),
        list: true,
        lines: lines('terms.rights.free', 'terms.rights.stop', 'terms.rights.see', 'terms.rights.data'),
      },
      {
        heading: t('terms.law.heading'),
        list: false,
        lines: language === 'fr' ? lines('terms.law.code') : lines('terms.law.code', 'terms.law.prevails'),
      },
    ],
  };
}
