/*
 * How to write a view: a component that takes its facts as props and returns <Layout title=…>its content</Layout>.
 * Layout writes the page's one h1 from the title; sections below begin at h2. A view with a form passes it to Layout too,
 * which then shows the summary of its mistakes. Everything else (language, CSRF, who is here) comes from usePage().
 *
 *   export function NewMandate({ form }: { form: Form }) {
 *     const { t } = usePage();
 *     return <Layout title={t('mandate.new.title')} form={form}><PostForm action="/mandates">…</PostForm></Layout>;
 *   }
 */
import type { ComponentChildren, JSX } from 'preact';
import { assetAddress } from '../src/http/assets.ts';
import { emptyForm, type Form } from '../src/http/parse-form.ts';
import { languages } from '../src/http/texts.ts';
import type { Pictogram as Picture } from '../src/paper/pictograms.ts';
import { Page, usePage } from './page.tsx';
import { ErrorSummary } from './parts/form.tsx';
import { Footer, Header } from './parts/frame.tsx';
import { FlashNotice } from './parts/notice.tsx';
import { Pictogram } from './parts/pictogram.tsx';
import { Sentences } from './parts/sentences.tsx';

export interface LayoutProps {
  title: string;
  /** What stands beside the title in easy French. */
  picture?: Picture;
  /** One sentence under the title. */
  lead?: ComponentChildren;
  /** The way back, above the title; its words default to « Retour ». */
  back?: { href: string; label?: string };
  form?: Form;
  /** For pages that are mostly a table. */
  wide?: boolean;
  /** The person has the screen, and reads their own language: nothing of the helper's menu. */
  handedOver?: boolean;
  /** Other files of `public/` the page is helped by; it works without. */
  scripts?: readonly string[];
  /** Without scripts, comes again by itself after so many seconds. Such a page says so, and has a link that stops it (WCAG 2.2.1). */
  refreshSeconds?: number | null;
  children?: ComponentChildren;
}

/** The whole document around a view. */
export function Layout(props: LayoutProps): JSX.Element {
  const { title, picture, lead, back, form = emptyForm, wide = false, handedOver = false, scripts = [], refreshSeconds = null } = props;
  const page = usePage();
  const { language, direction, t } = page;
  return (
    <html lang={languages[language].tag} dir={direction}>
      <Head title={Object.keys(form.mistakes).length > 0 ? t('frame.mistakes.title', { title }) : title} {...{ scripts, refreshSeconds }} />
      <body>
        <a class="skip" href="#main">
          {t('frame.skip')}
        </a>
        <Page.Provider value={handedOver ? { ...page, me: null, languages: [] } : page}>
          <Header />
        </Page.Provider>
        <main id="main" class={wide ? 'wrap wide' : 'wrap'} tabIndex={-1}>
          {back && (
            <a class="back" href={back.href}>
              {back.label ?? t('frame.back')}
            </a>
          )}
          <FlashNotice />
          <ErrorSummary form={form} />
          <h1>
            {picture && <Pictogram name={picture} />}
            {title}
          </h1>
          {lead !== undefined && <p class="lead">{typeof lead === 'string' ? <Sentences text={lead} /> : lead}</p>}
          {props.children}
        </main>
        <Footer />
      </body>
    </html>
  );
}

type HeadProps = Required<Pick<LayoutProps, 'title' | 'scripts' | 'refreshSeconds'>>;

function Head({ title, scripts, refreshSeconds }: HeadProps): JSX.Element {
  const { nonce, path } = usePage();
  return (
    <head>
      <meta charset="utf-8" />
      <title>{`${title} – Procura`}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <link rel="icon" type="image/svg+xml" href={assetAddress('favicon.svg')} />
      <link rel="stylesheet" href={assetAddress('procura.css')} nonce={nonce} />
      {['procura.js', ...scripts].map((file) => (
        <script key={file} src={assetAddress(file)} nonce={nonce} defer />
      ))}
      {refreshSeconds !== null && (
        <noscript>
          <meta http-equiv="refresh" content={`${String(refreshSeconds)}; url=${path.replace(/\?.*/, '')}?by=itself`} />
        </noscript>
      )}
    </head>
  );
}
