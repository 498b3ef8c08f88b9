import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { allLanguages, catalogue } from '../../src/http/texts.ts';
import { publicFiles } from '../../src/http/assets.ts';
import { setUpPage } from '../../src/http/render.ts';
import { securityHeaders } from '../../src/http/security-headers.ts';
import { journalRoutes } from '../../src/journal/routes.ts';
import '../../public/verify-journal.js';
import { logSigner } from '../support/receipts.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();
const publicUrl = 'http://localhost';
const app = express();
app.use('/public', publicFiles());
app.use(
  securityHeaders({ publicUrl }),
  setUpPage({ publicUrl }),
  journalRoutes({ db: rooms.db, journalPolicy: logSigner.vkey, cosignaturesNeeded: 2 }),
);
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
afterAll(() => {
  server.close().closeAllConnections();
});

test('the page can call nobody, brings its key and its verifier, and says how to do without it', async () => {
  const answer = await fetch(`${url}/verify-proof`, { headers: { 'Accept-Language': 'fr' } });
  const html = await answer.text();
  expect(answer.headers.get('content-security-policy')).toContain("connect-src 'none'");
  expect(html).toContain(logSigner.vkey);
  expect(html).toContain('node verify-journal.js');
  for (const [, script = ''] of html.matchAll(/<script src="([^"]+)"/g)) {
    expect((await fetch(url + script.replaceAll('&amp;', '&'))).status).toBe(200);
  }
});

test.each(allLanguages)('the page has words, in %s, for everything its verifier says', async (language) => {
  const html = await (await fetch(`${url}/verify-proof?lang=${language}`)).text();
  // easy French begins a line with each sentence
  expect(html.replaceAll('<br/>', '')).toContain(catalogue(language)['journal.page.lead']);
  const [, data = ''] = /data-verify-proof="([^"]+)"/.exec(html) ?? [];
  const words = JSON.parse(data.replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&#39;', "'")) as Record<string, string>;
  const { texts } = (globalThis as unknown as { journalVerifier: { texts: Record<string, string> } }).journalVerifier;
  for (const [key, text] of Object.entries(texts)) {
    const places = (given = '') => [...given.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
    // a usage line is the program's alone
    if (key !== 'usage') expect([key, places(words[key])]).toEqual([key, places(text)]);
  }
  expect(Object.keys(words).length).toBe(Object.keys(catalogue('fr')).filter((key) => key.startsWith('journal.said.')).length);
});

test('the page says how far the journal is signed, by how many witnesses, how many are required; and gives the checkpoint to keep', async () => {
  expect((await fetch(`${url}/checkpoint`)).status).toBe(404);
  expect(await (await fetch(`${url}/verify-proof?lang=fr`)).text()).toContain('Rien n’est encore signé');
  await rooms.asOwner(
    "insert into journal.checkpoints (size, root, note, cosignatures, signed_at) values (7, sha256(''), 'the note', 3, '2026-11-22T09:00:00Z')",
  );
  const html = await (await fetch(`${url}/verify-proof?lang=fr`)).text();
  expect(html).toContain('3 ont cosigné, 2 au moins sont exigés');
  const answer = await fetch(`${url}/checkpoint`);
  expect([answer.headers.get('content-type'), await answer.text()]).toEqual(['text/plain; charset=utf-8', 'the note']);
});
