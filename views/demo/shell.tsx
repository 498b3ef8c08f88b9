import type { ComponentChildren, JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** What frames every page of a demonstration site. */
export interface Shell {
  /** The site: « FranceConnect », « Caisse de démonstration »… */
  readonly service: string;
  readonly title: string;
  /** One line under the name of the site that says what this is not. */
  readonly notice?: string;
  readonly links?: readonly Link[];
}

export interface Link {
  readonly href: string;
  readonly text: string;
}

/** A whole HTML document that says it is a demonstration before anything else. */
export function demoDocument(shell: Shell, content: JSX.Element): string {
  return `<!doctype html>${renderToString(<Document {...shell}>{content}</Document>)}`;
}

/** A list of names and what they are, as pages of claims and requests need. */
export function Facts({ facts }: { readonly facts: readonly (readonly [name: string, value: ComponentChildren])[] }): JSX.Element {
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Something as it travelled, for those who want to see it. */
export function Raw({ title, value }: { readonly title: string; readonly value: unknown }): JSX.Element {
  return (
    <details>
      <summary>{title}</summary>
      <pre tabindex={0} role="region" aria-label={title}>
        {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
      </pre>
    </details>
  );
}

function Document({ service, title, notice, links = [], children }: Shell & { readonly children: ComponentChildren }): JSX.Element {
  return (
    <html lang="fr" dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} – ${service} (démonstration)`}</title>
        <link rel="stylesheet" href="/demo.css" />
      </head>
      <body>
        <a class="skip" href="#contenu">
          Aller au contenu
        </a>
        <header>
          <p class="service">
            {service} <strong class="badge">démonstration</strong>
          </p>
          <p class="notice">{notice ?? 'Ce site est un simulateur : personne ici n’existe, rien de ce qui s’y fait n’a d’effet.'}</p>
          {links.length > 0 && <Navigation links={links} />}
        </header>
        <main id="contenu" tabindex={-1}>
          <h1>{title}</h1>
          {children}
        </main>
        <footer>
          <p>Site de démonstration de Procura. Il n’a aucun lien avec les services publics qu’il imite.</p>
        </footer>
      </body>
    </html>
  );
}

function Navigation({ links }: { readonly links: readonly Link[] }): JSX.Element {
  return (
    <nav aria-label="Pages du site">
      <ul>
        {links.map(({ href, text }) => (
          <li key={href}>
            <a href={href}>{text}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
