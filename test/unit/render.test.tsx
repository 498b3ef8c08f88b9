import express, { type Express } from 'express';
import type { JSX } from 'preact';
import request from 'supertest';
import { publicFiles } from '../../src/http/assets.ts';
import { emptyForm, type Form } from '../../src/http/parse-form.ts';
import { pageOf, renderDocument, sendPage, setUpPage, speakAllLanguages } from '../../src/http/render.ts';
import { securityHeaders } from '../../src/http/security-headers.ts';
import { allLanguages, catalogue, translator } from '../../src/http/texts.ts';
import { Layout } from '../../views/layout.tsx';
import type { PageContext } from '../../views/page.tsx';
import { Checkboxes } from '../../views/parts/choices.tsx';
import { Field } from '../../views/parts/field.tsx';
import { PostForm } from '../../views/parts/form.tsx';
import { HomePage } from '../../views/public/home.tsx';
import type { RefusalCode } from '../../src/errors.ts';
import { RefusalPage } from '../../views/errors/refusal.tsx';

const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>`;

function Question({ form, name = 'Joséphine' }: { form: Form; name?: string }): JSX.Element {
  const choices = [{ value: 'logement', label: name }];
  return (
    <Layout title={name} lead={name} form={form} back={{ href: '/', label: name }}>
      <PostForm action="/answer">
        <Field form={form} name="email" label={name} hint={name} kind="email" />
        <Checkboxes form={form} name="procedures" label={name} choices={choices} chosen={['logement']} />
      </PostForm>
    </Layout>
  );
}

function context(facts: Partial<PageContext> = {}): PageContext {
  return {
    language: 'fr',
    direction: 'ltr',
    nonce: 'abc',
    csrfToken: 'token',
    path: '/',
    me: null,
    t: translator('fr'),
    flash: null,
    ...facts,
  };
}

function house(): Express {
  const publicUrl = 'http://procura.test';
  const app = express();
  app.use('/public', publicFiles());
  app.use(securityHeaders({ publicUrl }), setUpPage({ publicUrl }));
  app.get('/', (_req, res) => sendPage(res, HomePage, {}));
  app.get('/mine', speakAllLanguages, (_req, res) => sendPage(res, HomePage, {}));
  app.use((_req, res) => sendPage(res, RefusalPage, { code: 'not_found', retryAfter: null, back: '/' }, 404));
  return app;
}

describe('a page', () => {
  test('escapes whatever people wrote, in text and attributes', () => {
    const me = { name: hostile, organisation: hostile, roles: ['helper' as const] };
    const sent = { values: { email: hostile }, mistakes: {} };
    const html = renderDocument(Question, { form: sent, name: hostile }, context({ me, path: `/${hostile}`, csrfToken: hostile }));
    expect(html).not.toContain('<script>');
    expect(html).not.toContain('<img');
    expect(html).not.toMatch(/="[^"]*"><script/);
  });

  test('has one h1, its language, its title, and no script or style of its own', () => {
    const html = renderDocument(HomePage, {}, context());
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).toMatch(/^<!doctype html><html lang="fr" dir="ltr">/);
    expect(html).toContain('– Procura</title>');
    expect(html).not.toMatch(/ style="| on[a-z]+="|<style|<script(?![^>]* src=)/);
  });

  test.each(allLanguages)('tells a person in %s why, even in few words, and of what is not there, that it is not', (language) => {
    const [words, person] = [catalogue(language), context({ language, t: translator(language), reader: 'person' })];
    const refused = (code: RefusalCode) => renderDocument(RefusalPage, { code, retryAfter: null, back: '/' }, person);
    expect(refused('terms_changed').replaceAll('<br/>', '')).toContain(
      `${words['person.record.why.terms_changed'] ?? '?'} ${words['frame.refusal.text'] ?? '?'}`,
    );
    expect(refused('mandate_unknown')).toContain(words['person.refusal.not_found.title']);
  });

  test('is read from the right in Arabic', () => {
    const arabic = context({ language: 'ar', direction: 'rtl', t: translator('ar') });
    expect(renderDocument(HomePage, {}, arabic)).toContain('<html lang="ar" dir="rtl">');
  });

  test('weighs little: the page, its look and its script together stay under 40 KB', async () => {
    const { text } = await request(house()).get('/');
    const assets = [...text.matchAll(/"(\/public\/[^"]+)"/g)].map(([, address]) => address ?? '');
    const answers = await Promise.all(assets.map((address) => request(house()).get(address)));
    const bytes = answers.reduce((sum, { headers }) => sum + Number(headers['content-length']), Buffer.byteLength(text));
    expect(assets).toHaveLength(3);
    expect(bytes).toBeLessThan(40_000);
  });
});

describe('a form with mistakes', () => {
  const form: Form = { values: { email: 'josephine' }, mistakes: { email: 'frame.mistake.invalid' } };
  const html = renderDocument(Question, { form }, context());

  test('says so in the title and leads from the summary to the field', () => {
    expect(html).toContain('<title>Erreur\u00a0: Joséphine – Procura</title>');
    expect(html).toMatch(/role="alert".*href="#email"/);
  });

  test('ties the field to its hint and its mistake, and gives back what was written', () => {
    expect(html).toMatch(/<input id="email"[^>]*aria-describedby="email-hint email-mistake" aria-invalid[^>]*value="josephine"/);
  });

  test('does not tick again what was unticked', () => {
    expect(html).not.toContain('checked');
    expect(renderDocument(Question, { form: emptyForm }, context())).toContain('checked');
  });

  test('carries the token of the session', () => {
    expect(html).toContain('<input type="hidden" name="_csrf" value="token"');
  });
});

describe('the language of a page', () => {
  test.each([
    ['/', {}, 'fr'],
    ['/', { 'Accept-Language': 'de, en;q=0.8' }, 'en'],
    ['/', { 'Accept-Language': 'en', Cookie: 'x=1; language=fr' }, 'fr'],
    ['/?lang=en', { Cookie: 'language=fr' }, 'en'],
    ['/', { Cookie: 'language=ar' }, 'fr'],
    ['/mine', { Cookie: 'language=ar' }, 'ar'],
    ['/mine?lang=uk', {}, 'uk'],
    ['/?lang=%3Cscript%3E', {}, 'fr'],
  ])('%s with %j is %s', async (path, headers, language) => {
    const { text } = await request(house()).get(path).set(headers);
    expect(text).toContain(`<html lang="${language}"`);
  });

  test('is remembered when it was chosen', async () => {
    const { headers } = await request(house()).get('/?lang=en');
    expect(headers['set-cookie']).toEqual([expect.stringMatching(/^language=en; .*HttpOnly; SameSite=Lax$/)]);
  });

  test.each(['//evil.test/', '/%5Cevil.test', '/\\evil.test', '///evil.test'])('its links never leave the house: %s', async (path) => {
    const app = house();
    app.use((_req, res) => res.send(pageOf(res).path));
    const { text } = await request(app).get(path);
    expect(text).not.toMatch(/href="(\/\/|\/\\)/);
  });
});
