import { formatBirthdate } from '../../src/http/dates.ts';
import { isLanguage, type Language } from '../../src/http/languages.ts';
import { hasText, translator } from '../../src/http/texts.ts';
import type { Ending } from '../../src/mandates/ending-store.ts';
import type { Certificate } from '../../src/mandates/print-paper.ts';
import { fullName } from '../../src/people/person.ts';
import type { Block } from '../../src/paper/page-layout.ts';
import type { Side } from '../../src/paper/sheet.ts';

/** That a mandate, or a part of it, ended: in the language of the mandate, then in French. */
export function certificateSides(certificate: Certificate, { publicUrl }: { readonly publicUrl: string }): Side[] {
  const own: Language = isLanguage(certificate.mandate.language) ? certificate.mandate.language : 'fr';
  return [...new Set<Language>([own, 'fr'])].map((language) => sideOf(certificate, language, publicUrl));
}

function sideOf(certificate: Certificate, language: Language, publicUrl: string): Side {
  const t = translator(language);
  const texts = [
    t('person.paper.verify', { address: `${publicUrl}/verify` }),
    t('person.paper.reference', { reference: certificate.mandate.id }),
    t('person.paper.printed', { at: certificate.at }),
    ...(language === 'fr' ? [] : [t('terms.law.prevails')]),
  ];
  return {
    language,
    blocks: blocksOf(certificate, language),
    panel: texts.map((text) => ({ kind: 'text', text })),
    square: { text: `${publicUrl}/verify?paper=${certificate.signed}`, alt: t('person.paper.square') },
  };
}

function blocksOf({ mandate, organisation, person, endings, isWhole }: Certificate, language: Language): Block[] {
  const t = translator(language);
  const named = person?.identity;
  const birthdate = named && formatBirthdate(named.birthdate, language);
  return [
    { kind: 'title', text: t('person.certificate.title') },
    {
      kind: 'text',
      text: t('person.certificate.given', { organisation: organisation.name, siret: organisation.siret, agreed: mandate.agreedAt }),
    },
    ...(named
      ? [{ kind: 'text', text: t('person.certificate.person', { person: fullName(named), birthdate: birthdate ?? '' }) } as const]
      : []),
    { kind: 'heading', text: t('person.certificate.ended') },
    ...(named ? endings.map((ending) => lineOf(ending, language)) : latest(endings).map((ending) => allOf(ending, language))),
    { kind: 'text', text: isWhole ? t('person.certificate.whole') : t('person.certificate.part', { end: mandate.expiresAt }) },
  ];
}

function lineOf(ending: Ending, language: Language): Block {
  const t = translator(language);
  const procedure = t(`terms.procedure.${ending.procedure}.title`);
  return { kind: 'item', text: t('person.certificate.procedure', { procedure, at: ending.at, how: howOf(ending, language) }) };
}

function allOf(ending: Ending, language: Language): Block {
  return { kind: 'item', text: translator(language)('person.certificate.all', { at: ending.at, how: howOf(ending, language) }) };
}

function latest(endings: readonly Ending[]): readonly Ending[] {
  return [...endings].sort((one, other) => other.at.getTime() - one.at.getTime()).slice(0, 1);
}

function howOf({ cause, channel }: Ending, language: Language): string {
  const key = `person.certificate.how.${cause === 'replaced' ? cause : (channel ?? '')}`;
  return hasText(key) ? translator(language)(key) : '';
}
