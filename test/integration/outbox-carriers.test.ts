import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { signInLink, type Addressee } from '../../src/notifications/messages.ts';
import { newsMessage } from '../../src/notifications/news-messages.ts';
import { openMailer } from '../../src/notifications/mailer.ts';
import { openSmsGateway } from '../../src/notifications/sms.ts';

const at = new Date('2026-11-22T14:05:00Z');
const stop = { code: '2345 6789 ABCD EFGH', address: 'https://procura.example/stop' };
const organisation = 'CCAS <de> Vesoul';
const address = 'https://procura.example/me';
const to = (facts: Partial<Addressee> = {}): Addressee => ({
  channel: 'email',
  to: 'josephine@example.fr',
  language: 'fr',
  subjectRef: null,
  ...facts,
});

test('a mail arrives in text and HTML, escaped, and says that a machine wrote it', async () => {
  const received: ParsedMail[] = [];
  const recipients: string[][] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, { envelope }, done) => {
      recipients.push(envelope.rcptTo.map((rcpt) => rcpt.address));
      void simpleParser(stream).then((mail) => (received.push(mail), done()));
    },
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.server.address() as AddressInfo; // it listens
  const mailer = openMailer({ smtpUrl: `smtp://127.0.0.1:${String(port)}`, from: 'Procura <no-reply@procura.example>' });
  await mailer.send('some-id', newsMessage(to(), { kind: 'concluded', organisation, at, stop }, address));
  await mailer.send('hostile', { to: 'j@example.fr', subject: 'Bonjour\r\nBcc: all@example.fr\r\n\r\nBody', text: '.\r\nQUIT\r\nA' });
  mailer.close();
  await new Promise<void>((resolve) => {
    server.close(resolve);
  });
  expect(received[0]).toMatchObject({ subject: 'Votre mandat a commencé', messageId: '<some-id@procura.example>' });
  expect(received[0]?.headers.get('auto-submitted')).toBe('auto-generated');
  expect(received[0]?.text).toContain('CCAS <de> Vesoul. Il finit le 22 novembre 2026 à 15\u00a0h\u00a005');
  expect(received[0]?.html).toContain('CCAS &lt;de> Vesoul');
  expect(received).toHaveLength(2); // whatever is in a subject or a text, it is one mail to one mailbox
  expect(received[1]?.headers.has('bcc')).toBe(false);
  expect(received[1]?.text).toContain('.\nQUIT\nA');
  expect(recipients).toEqual([['josephine@example.fr'], ['j@example.fr']]);
});

test('an SMS is given to the gateway with its id and our token; another answer than yes is a failure', async () => {
  const requests: { headers: IncomingMessage['headers']; body: unknown }[] = [];
  const server = createServer((req, res) => {
    void text(req).then((body) => {
      requests.push({ headers: req.headers, body: JSON.parse(body) });
      res.writeHead(requests.length === 1 ? 202 : 500).end();
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo; // it listens
  const gateway = openSmsGateway({ url: `http://127.0.0.1:${String(port)}/send`, token: 'a-token' });
  const message = newsMessage(to({ channel: 'sms', to: '+33639980101' }), { kind: 'used', organisation, at }, address);
  await gateway.send('some-id', message);
  await expect(gateway.send('other-id', message)).rejects.toThrow('500');
  server.close();
  expect(requests[0]).toMatchObject({
    headers: { authorization: 'Bearer a-token' },
    body: {
      to: '+33639980101',
      id: 'some-id',
      text: expect.stringMatching(/^Procura : CCAS <de> Vesoul.*https:\/\/procura.example\/me$/),
    },
  });
});

test('a link to sign in is not worth sending once it is too old', () => {
  expect(signInLink(to(), { address: 'https://procura.example/sign-in/link/x', expiresAt: at })).toMatchObject({
    kind: 'sign_in_link',
    expiresAt: at,
  });
});
