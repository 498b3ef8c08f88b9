import type { JSX } from 'preact';
import { catalogue } from '../../src/http/texts.ts';
import type { Claims } from '../../src/mandates/signed-paper.ts';
import type { PaperVerdict } from '../../src/mandates/verify-mandate.ts';
import { type Language, usePage, type TextKey, type Translate } from '../page.tsx';
import { Notice } from '../parts/notice.tsx';
import { inLines, Sentences } from '../parts/sentences.tsx';

/** What the square of a paper says, once its signature was checked. */
export function SignedPaper({ paper, at }: { paper: PaperVerdict; at: Date }): JSX.Element {
  const { t } = usePage();
  if ('fault' in paper) {
    return (
      <Notice tone="danger" title={t('person.verify.fault.title')}>
        <p>
          <Sentences text={t(`person.verify.fault.${paper.fault}`)} />
        </p>
      </Notice>
    );
  }
  return (
    <Notice tone="success" title={t('person.verify.signed.title')}>
      {linesOf(paper.claims, t, at).map((line) => (
        <p key={line}>
          <Sentences text={line} />
        </p>
      ))}
    </Notice>
  );
}

/** The words by which a script says the same, `{at}` left as `{at}`. */
export function signedWords(t: Translate, language: Language): Record<string, string> {
  const keys = Object.keys(catalogue('fr')).filter((key): key is TextKey => spoken.test(key));
  return Object.fromEntries(keys.map((key) => [key, inLines(t(key, itself), language)]));
}

const spoken = /^person\.verify\.(signed|fault|online)|^person\.paper\.reference$|^terms\.procedure\.\w+\.title$/;
const itself = { from: '{from}', until: '{until}', procedures: '{procedures}', at: '{at}', reference: '{reference}' };

function linesOf(claims: Claims, t: Translate, at: Date): string[] {
  const rest = [t('person.paper.reference', { reference: claims.jti }), t('person.verify.signed.printed', { at: dateOf(claims.iat) })];
  if ('ended' in claims)
    return [t(claims.part ? 'person.verify.signed.part' : 'person.verify.signed.ended', { at: dateOf(claims.ended) }), ...rest];
  const procedures = claims.procedures.map((code) => t(`terms.procedure.${code}.title`)).join(' · ');
  return [
    t('person.verify.signed.period', { from: dateOf(claims.nbf), until: dateOf(claims.exp) }),
    ...(dateOf(claims.exp) <= at ? [t('person.verify.signed.expired')] : []),
    ...(dateOf(claims.nbf) > at ? [t('person.verify.signed.early')] : []),
    t('person.verify.signed.procedures', { procedures }),
    ...rest,
  ];
}

function dateOf(seconds: number): Date {
  return new Date(seconds * 1_000);
}
