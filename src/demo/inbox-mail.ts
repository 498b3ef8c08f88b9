import { once } from 'node:events';
import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { Message } from './inbox-messages.ts';

export interface MailServer {
  readonly port: number;
  close(): Promise<void>;
}

interface MailServerOptions {
  readonly host: string;
  readonly port: number;
  readonly receive: (mail: Omit<Message, 'id' | 'receivedAt'>) => void;
}

/** A real SMTP server that accepts every mail and delivers none. */
export async function startMailServer({ host, port, receive }: MailServerOptions): Promise<MailServer> {
  const smtp = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    size: 10_000_000,
    closeTimeout: 500,
    onData: (stream, session, done) => {
      const recipients = session.envelope.rcptTo.map(({ address }) => address);
      simpleParser(stream).then(
        (mail) => {
          receive(messageOf(mail, recipients));
          done();
        },
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
    },
  });
  const server = smtp.listen(port, host);
  await once(server, 'listening');
  smtp.on('error', () => undefined); // a client that hangs up is no event here
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The mail server does not listen on a port');
  return { port: address.port, close: () => new Promise((resolve) => smtp.close(() => resolve())) };
}

/** The envelope says who receives it, the header is what they read. */
function messageOf(mail: ParsedMail, recipients: readonly string[]): Omit<Message, 'id' | 'receivedAt'> {
  const written = addresses(mail.to);
  return {
    kind: 'mail',
    to: recipients.length > 0 ? recipients : written,
    from: mail.from?.text ?? '',
    subject: mail.subject ?? '(sans objet)',
    text: mail.text ?? '',
    attachments: mail.attachments.map(({ filename, size }) => `${filename ?? 'sans nom'} (${size} octets)`),
    reference: mail.messageId ?? null,
  };
}

function addresses(value: AddressObject | AddressObject[] | undefined): string[] {
  return [value ?? []].flat().flatMap((one) => one.value.flatMap(({ address }) => address ?? []));
}
