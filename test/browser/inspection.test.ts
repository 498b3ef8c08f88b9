import express from 'express';
import { listen } from '../../src/demo/listen.ts';
import { openChromium } from '../support/chromium.ts';
import { inspect } from './inspection.ts';

const enter = await openChromium();

interface Enemy {
  readonly html?: string;
  readonly body: string;
  readonly policy?: string;
  readonly status?: number;
}

/** What is wrong with a page, the page, and what the inspection says of it. */
const faults: readonly (readonly [fault: string, page: Enemy, said: RegExp | null])[] = [
  ['says nothing of a picture', { body: '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width="9" height="9">' }, /image-alt/],
  [
    'is pale in the dark',
    { body: '<style>@media (prefers-color-scheme: dark) { p { color: #eee } }</style><p>Pâle</p>' },
    /dark, 1280: color-contrast/,
  ],
  ['is wider than a telephone', { body: '<div style="width: 400px">Large</div>' }, /pixels too wide at 320/],
  ['runs a script of somebody else', { body: '<script>1</script>', policy: "script-src 'none'" }, /Content Security Policy/],
  ['fails in its script', { body: '<script>nothing()</script>' }, /nothing is not defined/],
  ['lacks a picture', { body: '<img src="/absent" alt="Absente">' }, /404/],
  ['is heavy', { body: `<p>${'lourd '.repeat(20_000)}</p>` }, /weighs \d{6} bytes/],
  ['reads Arabic from the left', { html: 'lang="ar" dir="ltr"', body: '' }, /lang ar, dir ltr/],
  ['is broken', { status: 500, body: '' }, /answered 500/],
  ['refuses', { status: 403, body: '' }, null],
  ['has no fault', { body: '' }, null],
];

test.each(faults)('a page that %s is told apart', async (fault, page, said) => {
  const site = await listen({ port: 0 }, () =>
    express().get(
      '/',
      (_req, res) =>
        void res
          .status(page.status ?? 200)
          .set(policyOf(page))
          .send(documentOf(fault, page)),
    ),
  );
  try {
    const visit = (await enter(inspect)).open(site.url);
    await (said ? expect(visit).rejects.toThrow(said) : visit);
  } finally {
    await site.close();
  }
});

function policyOf({ policy }: Enemy): Record<string, string> {
  return policy === undefined ? {} : { 'Content-Security-Policy': policy };
}

function documentOf(title: string, { html = 'lang="fr" dir="ltr"', body }: Enemy): string {
  const head = `<title>${title}</title><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">`;
  return `<!doctype html><html ${html}><head>${head}<style>:root { color-scheme: light dark }</style></head><body><main><h1>${title}</h1>${body}</main></body></html>`;
}
