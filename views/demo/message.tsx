import { demoDocument, type Link } from './shell.tsx';

/** A page that says one thing, and where to go from there. */
export function messagePage({ service, title, lines, links }: Message): string {
  return demoDocument(
    { service, title },
    <>
      {lines
        .filter((line) => line !== '')
        .map((line) => (
          <p key={line}>{line}</p>
        ))}
      {links.map(({ href, text }) => (
        <p key={href}>
          <a href={href}>{text}</a>
        </p>
      ))}
    </>,
  );
}

interface Message {
  readonly service: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly links: readonly Link[];
}
