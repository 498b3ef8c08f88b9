import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from './demo-app.ts';

/** A mail or an SMS that somebody would have received. */
export interface Message {
  readonly id: string;
  readonly kind: 'mail' | 'sms';
  readonly receivedAt: string;
  readonly to: readonly string[];
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly string[];
  /** The sender's own name for it: the same one is kept once. */
  readonly reference: string | null;
}

/** The last messages, in memory and in a file of one line each. */
export interface Messages {
  /** Newest first; those of one recipient only, when named. */
  list(to?: string): readonly Message[];
  find(id: string): Message | undefined;
  recipients(): readonly string[];
  /** Keeps a message once: a gateway may be given the same one again. */
  add(message: Omit<Message, 'id' | 'receivedAt'>): Message;
}

const most = 500;

/** Opens the file of messages in this folder, with those of earlier days. Lines it cannot read are left out. */
export function openMessages(folder: string): Messages {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'inbox.jsonl');
  const messages = readMessages(file);
  rewrite(file, messages);
  let written = messages.length;
  return {
    list: (to) => messages.filter((message) => to === undefined || message.to.includes(to)).reverse(),
    find: (id) => messages.find((message) => message.id === id),
    recipients: () => [...new Set(messages.flatMap(({ to }) => to))].sort(),
    add: (content) => {
      const known = messages.find(({ kind, reference }) => reference !== null && reference === content.reference && kind === content.kind);
      if (known) return known;
      const message = { ...content, id: randomUUID(), receivedAt: new Date().toISOString() };
      messages.push(message);
      if (messages.length > most) messages.shift();
      appendFileSync(file, line(message));
      written += 1;
      if (written >= 2 * most) written = rewrite(file, messages);
      return message;
    },
  };
}

function readMessages(file: string): Message[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines
    .map(parseLine)
    .filter((message) => message !== null)
    .slice(-most);
}

/** Whole or not at all: a stop in mid-write leaves the former file. */
function rewrite(file: string, messages: readonly Message[]): number {
  writeFileSync(`${file}.new`, messages.map(line).join(''));
  renameSync(`${file}.new`, file);
  return messages.length;
}

function line(message: Message): string {
  return `${JSON.stringify(message)}\n`;
}

/** The last line may have been cut by a crash. */
function parseLine(text: string): Message | null {
  try {
    const value: unknown = JSON.parse(text);
    return isMessage(value) ? value : null;
  } catch {
    return null;
  }
}

function isMessage(value: unknown): value is Message {
  if (!isRecord(value)) return false;
  const hasWords = ['id', 'kind', 'receivedAt', 'from', 'subject', 'text'].every((name) => typeof value[name] === 'string');
  return hasWords && [value['to'], value['attachments']].every(Array.isArray);
}
