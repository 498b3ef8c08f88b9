import type { Request, RequestHandler, Response } from 'express';
import { h, type JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { Page, type PageContext } from '../../views/page.tsx';
import { nonceOf } from './security-headers.ts';
import { sessionOf } from './sessions.ts';
import { allLanguages, generalLanguages, isLanguage, languages, translator, type Language } from './texts.ts';

const aYear = 365 * 24 * 60 * 60 * 1000;

/** Prepares what every page knows, in French or English. After `securityHeaders`, before sessions. */
export function setUpPage({ publicUrl }: { publicUrl: string }): RequestHandler {
  const secure = publicUrl.startsWith('https:');
  return (req, res, next) => {
    const nonce = nonceOf(res);
    res.locals['page'] = { ...voice('fr'), nonce, csrfToken: null, path: pathOf(req), me: null, flash: null } satisfies PageContext;
    setLanguage(res, choose(req, generalLanguages));
    const asked = req.query['lang'];
    if (isLanguage(asked)) res.cookie('language', asked, { maxAge: aYear, httpOnly: true, sameSite: 'lax', secure });
    next();
  };
}

/** Opens all eight languages for the routes behind it: what persons read, signed in or not. */
export const speakAllLanguages: RequestHandler = (req, res, next) => {
  offerAllLanguages(req, res);
  next();
};

/** Opens all eight languages for this page: the one asked for now, else the one the person chose for good, else what the browser says. */
export function offerAllLanguages(req: Request, res: Response): void {
  const asked = [req.query['lang'], formLanguage(req), sessionOf(res)?.language].find(isLanguage);
  pageOf(res).languages = allLanguages;
  setLanguage(res, asked ?? choose(req, allLanguages));
}

/** What the page to come knows; later stages (session, CSRF) complete it. */
export function pageOf(res: Response): PageContext {
  const page = res.locals['page'] as PageContext | undefined; // locals are untyped; only setUpPage writes this one
  if (!page) throw new Error('setUpPage must come first');
  return page;
}

/** Speaks another language for the rest of this request, such as the one a person chose for good. */
export function setLanguage(res: Response, language: Language): void {
  Object.assign(pageOf(res), voice(language));
}

/** Answers with a view, as a whole document. */
export function sendPage<P>(res: Response, view: (props: P) => JSX.Element, props: P, status = 200): void {
  res
    .status(status)
    .type('html')
    .send(renderDocument(view, props, pageOf(res)));
}

/** A view as a whole document, without a request: for mails, papers and tests. */
export function renderDocument<P>(view: (props: P) => JSX.Element, props: P, context: PageContext): string {
  return `<!doctype html>${renderToString(
    h(
      Page.Provider,
      { value: context },
      h(() => view(props), null),
    ),
  )}`;
}

function voice(language: Language): Pick<PageContext, 'language' | 'direction' | 't'> {
  return { language, direction: languages[language].direction, t: translator(language) };
}

function choose(req: Request, offered: readonly Language[]): Language {
  const asked = [req.query['lang'], formLanguage(req), cookieLanguage(req)].find(
    (language) => isLanguage(language) && offered.includes(language),
  );
  if (isLanguage(asked)) return asked;
  const accepted = req.acceptsLanguages([...offered]);
  return isLanguage(accepted) ? accepted : 'fr';
}

/** The language asked for where the form stood: a browser that keeps no cookie is still answered in it. */
function formLanguage(req: Request): string | null | undefined {
  return req.method === 'POST' ? URL.parse(req.get('Referer') ?? '')?.searchParams.get('lang') : undefined;
}

function cookieLanguage(req: Request): string | undefined {
  return /(?:^|;\s*)language=([^;]+)/.exec(req.headers.cookie ?? '')?.[1];
}

/** A page given back after a POST belongs where its form was, so that its links lead to something one can GET. */
function pathOf(req: Request): string {
  const here = req.method === 'GET' || req.method === 'HEAD' ? req.originalUrl : (req.get('Referer') ?? '/');
  const url = URL.parse(here.replace(/^[/\\]+/, '/'), 'http://here');
  if (!url) return '/';
  url.searchParams.delete('lang');
  return url.pathname.replace(/^[/\\]+/, '/') + url.search;
}
