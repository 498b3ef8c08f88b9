import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import express, { type Express, type Request, type Response } from 'express';
import { codesPage } from '../../views/demo/codes.tsx';
import { inboxListPage, inboxMessagePage } from '../../views/demo/inbox.tsx';
import { messagePage } from '../../views/demo/message.tsx';
import { codesAt, secondsLeft } from './codes.ts';
import { brokenPage, demoApp, field, formFields, isRecord } from './demo-app.ts';
import { startMailServer } from './inbox-mail.ts';
import { openMessages, type Message, type Messages } from './inbox-messages.ts';
import { listen, type Address, type Listening } from './listen.ts';

export interface InboxOptions extends Address {
  /** 0 takes any free port. */
  readonly smtpPort: number;
  /** Where the messages outlive a restart. */
  readonly dataDir: string;
  /** Bearer token of the SMS gateway. */
  readonly smsToken: string;
  /** Where an SMS answered on the page goes; absent: none can be answered. */
  readonly replies?: { readonly url: string; readonly token: string };
}

export interface Inbox extends Listening {
  readonly smtpPort: number;
}

/** Starts a mail server, an SMS gateway and the page where everything sent to people of the demonstration is read. */
export async function startInbox({ smtpPort, dataDir, ...options }: InboxOptions): Promise<Inbox> {
  const messages = openMessages(dataDir);
  const mail = await startMailServer({ host: options.host ?? '127.0.0.1', port: smtpPort, receive: (message) => messages.add(message) });
  const closeMail = async (error: unknown) => {
    await mail.close();
    throw error;
  };
  const web = await listen(options, () => inboxApp(messages, options)).catch(closeMail);
  const close = async () => {
    await Promise.all([web.close(), mail.close()]);
  };
  return { url: web.url, smtpPort: mail.port, close };
}

type Gateway = Pick<InboxOptions, 'smsToken' | 'replies'>;

function inboxApp(messages: Messages, gateway: Gateway): Express {
  const app = demoApp();
  app.get('/', (req, res) => {
    const to = field(req.query, 'to') || null;
    res.send(inboxListPage({ messages: messages.list(to ?? undefined), recipients: messages.recipients(), to }));
  });
  app.get('/messages.json', (req, res) => {
    res.json(messages.list(field(req.query, 'to') ?? undefined));
  });
  app.get('/codes', (_req, res) => showCodes(res, new Date()));
  app.get('/messages/:id', (req, res) => show(messages, gateway, { req, res, sent: null }));
  app.post('/messages/:id/reply', formFields(), (req, res) => reply(messages, gateway, { req, res }));
  app.post('/sms', express.json({ limit: '64kb' }), (req, res) => receiveSms(messages, gateway, { req, res }));
  app.use(brokenPage('Boîte de réception'));
  return app;
}

interface Exchange {
  readonly req: Request;
  readonly res: Response;
}

/** Loaded again when the codes change, without JavaScript. */
function showCodes(res: Response, at: Date): void {
  const left = secondsLeft(at);
  res.set('Refresh', String(left + 1)).send(codesPage({ codes: codesAt(at), secondsLeft: left }));
}

function receiveSms(messages: Messages, { smsToken }: Gateway, { req, res }: Exchange): void {
  const body: unknown = req.body;
  if (!isSame(req.get('authorization') ?? '', `Bearer ${smsToken}`)) {
    res.set('WWW-Authenticate', 'Bearer').status(401).json({ error: 'invalid_token' });
    return;
  }
  const { to, text, id } = isRecord(body) ? body : {};
  if (typeof to !== 'string' || typeof text !== 'string' || typeof id !== 'string' || !/^\+?\d{4,15}$/.test(to) || text === '') {
    res.status(400).json({ error: 'invalid_request', error_description: 'to (a phone number), text and id are required' });
    return;
  }
  messages.add({ kind: 'sms', to: [to], from: 'Procura', subject: 'SMS', text, attachments: [], reference: id });
  res.status(202).json({ id });
}

function show(messages: Messages, { replies }: Gateway, { req, res, sent }: Exchange & { readonly sent: Sent | null }): void {
  const message = messages.find(String(req.params['id']));
  if (!message) {
    const links = [{ href: '/', text: 'Tous les messages' }];
    const lines = ['Il n’existe pas, ou il y en a eu cinq cents depuis.'];
    res.status(404).send(messagePage({ service: 'Boîte de réception', title: 'Message introuvable', lines, links }));
    return;
  }
  const answerable = replies !== undefined && message.kind === 'sms';
  res.status(sent === 'failed' ? 502 : 200).send(inboxMessagePage({ message, answerable, sent }));
}

type Sent = 'delivered' | 'failed';

async function reply(messages: Messages, gateway: Gateway, { req, res }: Exchange): Promise<void> {
  const message = messages.find(String(req.params['id']));
  const text = field(req.body, 'text') ?? '';
  if (!message || message.kind !== 'sms' || !gateway.replies) {
    show(messages, gateway, { req, res, sent: null });
    return;
  }
  show(messages, gateway, { req, res, sent: await deliver(gateway.replies, message, text) });
}

async function deliver({ url, token }: NonNullable<Gateway['replies']>, message: Message, text: string): Promise<Sent> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const body = JSON.stringify({ from: message.to[0], text, id: randomUUID() });
  const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(5_000) }).catch(() => null);
  return response?.ok ? 'delivered' : 'failed';
}

function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
