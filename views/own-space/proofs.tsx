import type { JSX } from 'preact';
import { assetAddress } from '../../src/http/assets.ts';
import type { SealedLine } from '../../src/own-space/sealed-line.ts';
import { usePage, type PageContext, type Translate } from '../page.tsx';
import { Actions } from '../parts/button.tsx';
import { verifierWords } from '../parts/verifier-words.ts';
import { inLines, Sentences } from '../parts/sentences.tsx';

/** What a page with lines to check is helped by; without it the proof files remain, and the page that reads them. */
export const proofScripts: readonly string[] = ['own-proofs.js'];

/** The seal of one line: its proof to take away, and, where scripts run, its check on the spot. */
export function LineProof({ line }: { line: SealedLine | undefined }): JSX.Element | null {
  const { t } = usePage();
  if (!line) return null;
  const { entryId, ...sealed } = line;
  return (
    <div class="line-proof" data-sealed={JSON.stringify(sealed)}>
      <button type="button" class="button secondary" hidden>
        {t('person.proof.check')}
      </button>
      <a href={`/me/record/${entryId}/proof`} download>
        {t('person.record.take')}
      </a>
      <div role="status" />
    </div>
  );
}

/** What a seal is, with which key it is checked, and the check of all that the page shows. */
export function ProofPanel({ trusted }: { trusted: string }): JSX.Element {
  const page = usePage();
  const { t } = page;
  return (
    <section class="card" data-own-proofs={JSON.stringify(wordsOf(page))} data-verifier={assetAddress('verify-journal.js')}>
      <p>
        <Sentences text={t('person.record.sealed')} />
      </p>
      <div hidden>
        <Actions>
          <button type="button" class="button secondary" data-check-all>
            {t('person.proof.all')}
          </button>
        </Actions>
        <div role="status" data-verdict />
        <p class="notice warning" data-changed hidden>
          <Sentences text={t('person.proof.changed')} />
        </p>
        <details>
          <summary>{t('person.proof.key')}</summary>
          <div class="question">
            <label for="journal-key">{t('person.proof.key.label')}</label>
            <p class="hint" id="journal-key-hint">
              <Sentences text={t('person.proof.key.hint')} />
            </p>
            <textarea id="journal-key" rows={3} dir="ltr" spellcheck={false} autocomplete="off" aria-describedby="journal-key-hint">
              {trusted}
            </textarea>
          </div>
        </details>
      </div>
      <p>
        <a href="/verify-proof">{t('person.record.check')}</a>
      </p>
    </section>
  );
}

function wordsOf({ t, language }: PageContext): object {
  const isOurs = language === 'fr' || language === 'fr-FALC' || language === 'en';
  const say: Translate = (key, values) => inLines(t(key, values), language);
  return {
    sealed: say('person.proof.sealed'),
    differs: say('person.proof.differs'),
    wrong: say('person.proof.wrong'),
    unable: say('person.proof.unable'),
    notYet: say('person.proof.notYet'),
    counted: say('person.proof.counted', { count: '{count}', all: '{all}' }),
    said: verifierWords(t, language),
    detail: isOurs ? {} : { lang: 'fr', dir: 'ltr' }, // the verifier's own words are in French and English
  };
}
