/** What a browser has in front of it. */
export interface Shown {
  readonly url: string;
  readonly status: number;
  readonly text: string;
  /** Where a redirect leads that was not followed. */
  readonly location: string | null;
  readonly headers: Headers;
}

/** What a form sends; boxes ticked under one name are several values. */
type Fields = Readonly<Record<string, string | readonly string[]>>;

/** Somebody's browser: keeps cookies (all ports of a host share them), follows redirects, fills in the forms it is shown. */
export class Browser {
  readonly cookies = new Map<string, string>();

  /** Opens an address and follows where it leads; stops in front of an address that `until` knows. */
  async open(url: string | URL, { until = () => false }: { until?: (url: string) => boolean } = {}): Promise<Shown> {
    return this.#follow(await this.request(url), until);
  }

  /** Sends the form of a page whose action ends so (none: the page's own address), with its hidden fields, and follows where it leads. */
  async submit(
    page: Shown,
    action: string,
    { fields = {}, until = () => false }: { fields?: Fields; until?: (url: string) => boolean } = {},
  ): Promise<Shown> {
    const form = formOf(page.text, action);
    return this.#follow(await this.request(new URL(form.action, page.url), { ...form.hidden, ...fields }, page.url), until);
  }

  /** One request, nothing followed; a POST when there are fields, of a form that stands at `from`. */
  async request(url: string | URL, fields?: Fields, from?: string): Promise<Shown> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const post = fields && { method: 'POST', body: new URLSearchParams(pairsOf(fields)) };
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie, ...(from && { referer: from }) }, ...post });
    for (const set of answer.headers.getSetCookie()) this.#keep(set);
    const location = answer.headers.get('location');
    return {
      url: String(url),
      status: answer.status,
      text: await answer.text(),
      location: location && new URL(location, url).href,
      headers: answer.headers,
    };
  }

  async #follow(shown: Shown, until: (url: string) => boolean): Promise<Shown> {
    if (shown.location === null || until(shown.location)) return shown;
    return this.#follow(await this.request(shown.location), until);
  }

  #keep(set: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
    if (value === '' || /expires=Thu, 01 Jan 1970/i.test(set)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

function pairsOf(fields: Fields): [name: string, value: string][] {
  return Object.entries(fields).flatMap(([name, values]) => [values].flat().map((value): [string, string] => [name, value]));
}

/** Where the form with this action posts, and its hidden fields; fails when the page has no such form. */
function formOf(html: string, ending: string): { readonly action: string; readonly hidden: Record<string, string> } {
  if (ending === '') return { action: '', hidden: {} };
  const form = [...html.matchAll(/<form[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g)].find(([, to = '']) => to.endsWith(ending));
  if (!form) throw new Error(`no form to ${ending} on this page:\n${html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')}`);
  const [, action = '', inside = ''] = form;
  const hidden = inside.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
  return { action, hidden: Object.fromEntries([...hidden].map(([, name = '', value = '']) => [name, value])) };
}
