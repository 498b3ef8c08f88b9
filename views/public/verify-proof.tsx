import type { JSX } from 'preact';
import { assetAddress } from '../../src/http/assets.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { Instant, SummaryList } from '../parts/facts.tsx';
import { verifierWords } from '../parts/verifier-words.ts';
import { Sentences } from '../parts/sentences.tsx';

interface VerifyProofProps {
  readonly trusted: string;
  readonly last: { readonly size: number; readonly cosignatures: number; readonly signedAt: Date } | null;
  readonly cosignaturesNeeded: number;
}

/** Anybody holds a proof against the journal's signature: here in the browser, without the network, or with the program. */
export function VerifyProofPage({ trusted, last, cosignaturesNeeded }: VerifyProofProps): JSX.Element {
  const { t } = usePage();
  return (
    <Layout
      title={t('journal.page.title')}
      picture="shield"
      lead={t('journal.page.lead')}
      scripts={['verify-journal.js', 'verify-proof.js']}
    >
      <section class="reading">
        <h2>{t('journal.page.what.title')}</h2>
        <p>
          <Sentences text={t('journal.page.what.text')} />
        </p>
        <p>
          <Sentences text={t('journal.page.local')} />
        </p>
      </section>
      <ProofForm trusted={trusted} />
      <section class="reading">
        <h2>{t('journal.page.last.title')}</h2>
        <LastCheckpoint last={last} needed={cosignaturesNeeded} />
      </section>
      <section class="reading">
        <h2>{t('journal.page.program.title')}</h2>
        <p>
          <Sentences text={t('journal.page.program.text')} />
        </p>
        <p>
          <a href={assetAddress('verify-journal.js')} download="verify-journal.js">
            {t('journal.page.program.link')}
          </a>
        </p>
        <p dir="ltr">
          <code>{`node verify-journal.js ${t('journal.page.program.file')}.tlog-proof --key "${trusted.split('\n')[0] ?? ''}"`}</code>
        </p>
        <p>{t('journal.page.program.code')}</p>
      </section>
    </Layout>
  );
}

/** How far the journal is signed, and by how many others: whoever keeps a copy can tell later whether it was changed. */
function LastCheckpoint({ last, needed }: { last: VerifyProofProps['last']; needed: number }): JSX.Element {
  const { t } = usePage();
  if (!last) return <p>{t('journal.page.last.none')}</p>;
  return (
    <>
      <SummaryList
        facts={[
          { name: t('journal.page.last.size'), value: String(last.size) },
          { name: t('journal.page.last.at'), value: <Instant at={last.signedAt} /> },
          {
            name: t('journal.page.last.cosignatures'),
            value: (
              <Sentences
                text={needed === 0 ? t('journal.page.last.nobody') : t('journal.page.last.count', { count: last.cosignatures, needed })}
              />
            ),
          },
        ]}
      />
      <p>
        <a href="/checkpoint" download="checkpoint.txt">
          <Sentences text={t('journal.page.last.link')} />
        </a>
      </p>
    </>
  );
}

/** Shown by its script; without JavaScript only the program remains, and is explained below. */
function ProofForm({ trusted }: { trusted: string }): JSX.Element {
  const { t, language } = usePage();
  return (
    <form hidden data-verify-proof={JSON.stringify(verifierWords(t, language))}>
      <div class="question">
        <label for="files">{t('journal.page.files')}</label>
        <p class="hint" id="files-hint">
          <Sentences text={t('journal.page.files.hint')} />
        </p>
        <input type="file" id="files" name="files" multiple aria-describedby="files-hint" />
      </div>
      <div class="question">
        <label for="policy">{t('journal.page.policy')}</label>
        <p class="hint" id="policy-hint">
          <Sentences text={t('journal.page.policy.hint')} />
        </p>
        <textarea id="policy" name="policy" rows={4} dir="ltr" spellcheck={false} aria-describedby="policy-hint">
          {trusted}
        </textarea>
      </div>
      <div class="question">
        <label for="since">{t('journal.page.since')}</label>
        <p class="hint" id="since-hint">
          <Sentences text={t('journal.page.since.hint')} />
        </p>
        <input type="file" id="since" name="since" aria-describedby="since-hint" />
      </div>
      <Actions>
        <Button>{t('journal.page.submit')}</Button>
      </Actions>
      <div role="status" data-verdict />
    </form>
  );
}
