import type { JSX } from 'preact';
import { formatInstant } from '../../src/http/dates.ts';
import { demoDocument, Facts } from './shell.tsx';

const shell = {
  service: 'Boîte de réception',
  notice: 'Les mails et les SMS de la démonstration arrivent ici ; aucun n’est envoyé.',
  links: [
    { href: '/', text: 'Tous les messages' },
    { href: '/codes', text: 'Codes des aidants' },
  ],
};

/** All messages, newest first, or those of one recipient. */
export function inboxListPage({ messages, recipients, to }: List): string {
  return demoDocument(
    { ...shell, title: to === null ? 'Tous les messages' : `Messages pour ${to}` },
    <>
      <form method="get" action="/">
        <label for="to">Destinataire</label>
        <select id="to" name="to">
          <option value="">Tous</option>
          {recipients.map((one) => (
            <option key={one} value={one} selected={one === to}>
              {one}
            </option>
          ))}
        </select>
        <p>
          <button type="submit">Afficher</button>
        </p>
      </form>
      {messages.length === 0 && <p>Aucun message.</p>}
      <ul class="messages">
        {messages.map((message) => (
          <li key={message.id}>
            <p>
              <a href={`/messages/${message.id}`}>{summary(message)}</a>
            </p>
            <p>
              {message.kind === 'sms' ? 'SMS' : 'Mail'} pour {message.to.join(', ')}, le {formatInstant(new Date(message.receivedAt), 'fr')}
            </p>
          </li>
        ))}
      </ul>
    </>,
  );
}

/** One message as its reader would see it, its links to be followed. */
export function inboxMessagePage({ message, answerable, sent }: Reading): string {
  const { to, from, receivedAt, attachments, text } = message;
  return demoDocument(
    { ...shell, title: message.kind === 'sms' ? `SMS pour ${to.join(', ')}` : message.subject },
    <>
      {sent && <Sent sent={sent} />}
      <Facts
        facts={[
          ['De', from],
          ['Pour', to.join(', ')],
          ['Reçu le', formatInstant(new Date(receivedAt), 'fr')],
          ...(attachments.length > 0 ? [['Pièces jointes', attachments.join(', ')] as const] : []),
        ]}
      />
      <div class="panel text">{withLinks(text)}</div>
      {answerable && (
        <form method="post" action={`/messages/${message.id}/reply`}>
          <label for="text">Répondre à ce SMS</label>
          <input id="text" name="text" maxlength={480} required autocomplete="off" />
          <p>
            <button type="submit">Envoyer la réponse</button>
          </p>
        </form>
      )}
    </>,
  );
}

function Sent({ sent }: { readonly sent: 'delivered' | 'failed' }): JSX.Element {
  const words = sent === 'delivered' ? 'Votre réponse est partie.' : 'Procura n’a pas accepté cette réponse.';
  return (
    <p class={sent === 'delivered' ? 'panel good' : 'panel bad'} role="status">
      {words}
    </p>
  );
}

function summary({ kind, subject, text }: Message): string {
  if (kind === 'mail') return subject;
  return text.length > 70 ? `${text.slice(0, 70)}…` : text;
}

/** Web addresses become links; everything else stays text. */
function withLinks(text: string): (string | JSX.Element)[] {
  const parts = text.split(/(https?:\/\/[^\s<>"«»]*[^\s<>"«».,;:!?)\]])/);
  return parts.map((part, index) =>
    index % 2 === 1 ? (
      <a key={index} href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  );
}

interface Message {
  readonly id: string;
  readonly kind: 'mail' | 'sms';
  readonly receivedAt: string;
  readonly to: readonly string[];
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly string[];
}

interface List {
  readonly messages: readonly Message[];
  readonly recipients: readonly string[];
  readonly to: string | null;
}

interface Reading {
  readonly message: Message;
  readonly answerable: boolean;
  readonly sent: 'delivered' | 'failed' | null;
}
