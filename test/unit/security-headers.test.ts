import express, { type Express } from 'express';
import request from 'supertest';
import { publicFiles } from '../../src/http/assets.ts';
import { sendPage, setUpPage } from '../../src/http/render.ts';
import { allowFormAction, securityHeaders } from '../../src/http/security-headers.ts';
import { HomePage } from '../../views/public/home.tsx';

function house(publicUrl = 'http://procura.test'): Express {
  const app = express();
  app.use('/public', publicFiles());
  app.use(securityHeaders({ publicUrl }), setUpPage({ publicUrl }));
  app.get('/', (_req, res) => sendPage(res, HomePage, {}));
  app.get('/choice', (_req, res) => {
    allowFormAction(res, 'https://client.test/callback?x=1');
    sendPage(res, HomePage, {});
  });
  app.use((_req, res) => res.status(404).end());
  return app;
}

describe('the headers', () => {
  test('let nothing run but our files with this response’s nonce, and keep nothing', async () => {
    const { headers, text } = await request(house()).get('/');
    const nonce = /nonce-([^']+)'/.exec(headers['content-security-policy'] ?? '')?.[1];
    expect(headers['content-security-policy']).toBe(
      `default-src 'none';script-src 'self' 'nonce-${String(nonce)}';style-src 'self' 'nonce-${String(nonce)}';img-src 'self' data:;` +
        `connect-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none'`,
    );
    expect(text).toContain(`nonce="${String(nonce)}"`);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin', 'x-content-type-options': 'nosniff' });
    expect(headers).not.toHaveProperty('strict-transport-security');
  });

  test('ask for https where we are on https', async () => {
    const { headers } = await request(house('https://procura.test')).get('/');
    expect(headers['content-security-policy']).toContain('upgrade-insecure-requests');
    expect(headers).toHaveProperty('strict-transport-security');
  });

  test('never use one nonce twice', async () => {
    const app = house();
    const [one, other] = await Promise.all([request(app).get('/'), request(app).get('/')]);
    expect(one.headers['content-security-policy']).not.toBe(other.headers['content-security-policy']);
  });

  test('let the choice page’s form end at that client, and that page only', async () => {
    const app = house();
    expect((await request(app).get('/choice')).headers['content-security-policy']).toContain(";form-action 'self' https://client.test;");
    expect((await request(app).get('/')).headers['content-security-policy']).toContain(";form-action 'self';");
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'https://x.test; script-src *', 'not an address'])(
    'no form may lead to %s',
    async (address) => {
      const app = express();
      app.use(securityHeaders({ publicUrl: 'http://procura.test' }));
      app.get('/', (_req, res) => {
        try {
          allowFormAction(res, address);
        } catch {
          res.status(500);
        }
        res.end();
      });
      const { headers } = await request(app).get('/');
      expect(headers['content-security-policy']).toMatch(/;form-action 'self'( https:\/\/x\.test)?;frame-ancestors/);
    },
  );

  test('let our files be kept for ever under their content’s name', async () => {
    const { text } = await request(house()).get('/');
    const address = /"(\/public\/procura\.css\?v=[0-9a-f]+)"/.exec(text)?.[1] ?? '';
    expect((await request(house()).get(address)).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await request(house()).get('/public/none.css?v=1')).headers['cache-control']).toBe('no-store');
  });
});
