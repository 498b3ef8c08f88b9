import { createTransport } from 'nodemailer';
import type { Content } from './outbox.ts';

/** What carries a message away. Resolves once the next carrier took it. */
export interface Carrier {
  send(id: string, content: Content): Promise<void>;
  close(): void;
}

/** Mails, through the server at `smtpUrl`. The message's id is the mail's, so that a mail sent twice can be recognised. */
export function openMailer({ smtpUrl, from }: { readonly smtpUrl: string; readonly from: string }): Carrier {
  const transport = createTransport({ url: smtpUrl, pool: true, maxConnections: 3, ...patience });
  return {
    send: async (id, { to, subject = '', text, html }) => {
      const headers = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };
      await transport.sendMail({ from, to, subject, text, html, headers, messageId: `<${id}@${hostOf(from)}>` });
    },
    close: () => {
      transport.close();
    },
  };
}

// shorter than a claim on the outbox
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

function hostOf(from: string): string {
  return /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';
}
