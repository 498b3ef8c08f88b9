import { type Language, translator } from '../../src/http/texts.ts';
import type { TermsText } from '../../src/mandates/attestation.ts';
import type { Paper } from '../../src/mandates/print-paper.ts';
import type { Block } from '../../src/paper/page-layout.ts';
import type { Side } from '../../src/paper/sheet.ts';
import { pictureOfTerms } from '../mandates/terms-pictures.ts';

/** The mandate on paper, one side a language: the stored text to the letter, who signed when, the stop code, and the square that proves it. */
export function mandateSides(paper: Paper, { publicUrl }: { readonly publicUrl: string }): Side[] {
  return paper.terms.texts.map((text) => sideOf(paper, text, publicUrl));
}

function sideOf(paper: Paper, text: TermsText, publicUrl: string): Side {
  const t = translator(text.language);
  return {
    language: text.language,
    blocks: [{ kind: 'title', text: text.title }, ...text.parts.flatMap((part) => blocksOf(part, text.language))],
    panel: panelOf(paper, text, publicUrl),
    square: { text: `${publicUrl}/verify?paper=${paper.signed}`, alt: t('person.paper.square') },
  };
}

function blocksOf({ heading, lines, list }: TermsText['parts'][number], language: Language): Block[] {
  const pictured = (block: Block): Block => {
    const picture = language === 'fr-FALC' ? pictureOfTerms(block.text) : undefined;
    return picture ? { ...block, picture } : block;
  };
  return [{ kind: 'heading', text: heading } as const, ...lines.map((text): Block => ({ kind: list ? 'item' : 'text', text }))].map(
    pictured,
  );
}

function panelOf({ mandate, stopCode, isActive, at }: Paper, { language }: TermsText, publicUrl: string): Block[] {
  const t = translator(language);
  const stop: Block[] = stopCode
    ? [
        { kind: 'heading', text: t('person.paper.stop') },
        { kind: 'code', text: stopCode },
        { kind: 'text', text: t('person.paper.stop.how', { address: `${publicUrl}/stop` }) },
      ]
    : [];
  const fingerprint = mandate.termsHash.toString('hex').replaceAll(/.{8}(?=.)/g, '$& ');
  return [
    ...stop,
    { kind: 'text', text: t('person.paper.signed', { agreed: mandate.agreedAt, signed: mandate.concludedAt }) },
    { kind: 'text', text: t('person.paper.verify', { address: `${publicUrl}/verify` }) },
    { kind: 'text', text: t('person.paper.reference', { reference: mandate.id }) },
    { kind: 'text', text: t('person.paper.fingerprint', { fingerprint }) },
    { kind: 'text', text: [t('person.paper.printed', { at }), ...(isActive ? [] : [t('person.paper.ended')])].join(' ') },
  ];
}
