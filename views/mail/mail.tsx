import type { JSX } from 'preact';
import { languages } from '../../src/http/languages.ts';
import { usePage } from '../page.tsx';

export interface MailProps {
  title: string;
  /** A paragraph each. */
  lines: readonly string[];
  link?: { href: string; label: string };
  /** In small print, at the end. */
  remark: string;
}

/** A mail: readable in any reader, without pictures, styles kept to what mail readers know. */
export function Mail({ title, lines, link, remark }: MailProps): JSX.Element {
  const { language, direction } = usePage();
  return (
    <html lang={languages[language].tag} dir={direction}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
      </head>
      <body style="margin:0;padding:24px;font:16px/1.5 sans-serif;color:#1b1b1f;background:#ffffff">
        <div style="max-width:560px;margin:0 auto">
          <h1 style="font-size:22px;line-height:1.3">{title}</h1>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
          {link && (
            <p>
              <a href={link.href} style="color:#0b3fa8;font-weight:bold">
                {link.label}
              </a>
            </p>
          )}
          <p style="color:#55555f;font-size:14px">{remark}</p>
        </div>
      </body>
    </html>
  );
}

/** The same, for readers of plain text. */
export function mailText({ lines, link, remark }: MailProps): string {
  return [...lines, ...(link ? [`${link.label}\n${link.href}`] : []), remark].join('\n\n');
}
