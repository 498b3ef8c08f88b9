import { type Browser, type BrowserContextOptions, chromium, type Page, type Request } from 'playwright-core';

/** Debian's Chromium, quiet: it calls nobody but the pages it is shown. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
}

/** What is done with each page a visitor arrives at. */
export type Inspection = (visitor: Visitor) => Promise<void>;

/** One Chromium for the test file, closed after its tests: each visitor comes with cookies of their own. */
export async function openChromium() {
  const browser = await launchChromium();
  afterAll(() => browser.close());
  return async (inspect: Inspection, options: BrowserContextOptions = {}): Promise<Visitor> => {
    const context = await browser.newContext({ locale: 'fr-FR', timezoneId: 'Europe/Paris', reducedMotion: 'reduce', ...options });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const network = await context.newCDPSession(page);
    await network.send('Network.setCacheDisabled', { cacheDisabled: true }); // each page is weighed as on a first visit
    return new Visitor(page, inspect);
  };
}

/** Somebody in front of Chromium, who follows what is written on the page. What the browser complains of is kept. */
export class Visitor {
  readonly page: Page;
  readonly #inspect: Inspection;
  readonly #complaints: { readonly text: string; readonly url: string }[] = [];
  readonly #documents = new Set<string>();
  #requests: Request[] = [];

  constructor(page: Page, inspect: Inspection) {
    this.page = page;
    this.#inspect = inspect;
    const complain = (text: string, url = page.url()) => void this.#complaints.push({ text, url });
    page.on('console', (message) => /error|warning/.test(message.type()) && complain(message.text(), message.location().url));
    page.on('pageerror', (error) => complain(String(error)));
    page.on('requestfailed', (request) => {
      const error = request.failure()?.errorText ?? '';
      if (error !== 'net::ERR_ABORTED') complain(`${request.url()} failed: ${error}`); // aborted: one left before the icon had come
    });
    page.on('response', (response) => response.status() >= 500 && complain(`answered ${response.status()}`, response.url()));
    page.on('request', (request) => this.#keep(request));
  }

  async open(url: string): Promise<this> {
    await this.page.goto(url);
    return this.#arrive();
  }

  /** Presses the button or the link with these words, and arrives somewhere. */
  press(words: string | RegExp): Promise<this> {
    const named = { name: words, ...(typeof words === 'string' && { exact: true }) };
    const target = this.page.getByRole('button', named).or(this.page.getByRole('link', named));
    return this.going(() => target.first().click());
  }

  /** Does something that leads to another page, and waits for it. */
  async going(act: () => Promise<unknown>): Promise<this> {
    const from = this.page.url();
    const loaded = this.page.waitForEvent('load');
    try {
      await Promise.all([loaded, act()]);
    } catch (error) {
      throw new Error(`nothing came after ${from}: ${this.complaints().join('; ')}`, { cause: error });
    }
    return this.#arrive();
  }

  fill(label: string, text: string): Promise<void> {
    return this.page.getByLabel(label, { exact: true }).fill(text);
  }

  /** Chooses an answer: a round button or a box. */
  check(label: string): Promise<void> {
    return this.page.getByLabel(label, { exact: true }).check();
  }

  /** The words one reads on the page. */
  words(): Promise<string> {
    return this.page
      .locator('body')
      .innerText()
      .then((text) => text.replace(/\s+/g, ' '));
  }

  /** What the browser complained of since the beginning; that a page itself is a 4xx is no fault of it. */
  complaints(): string[] {
    return this.#complaints
      .filter(({ text, url }) => !(text.startsWith('Failed to load resource') && this.#documents.has(url)))
      .map(({ text, url }) => `${url}: ${text}`);
  }

  /** Bytes that travelled for the page in front of us: document, style, script, and the redirections that led here. */
  async weight(): Promise<number> {
    const arrived = this.#requests.filter((request) => request.failure() === null);
    const sizes = await Promise.all(arrived.map((request) => request.sizes()));
    return sizes.reduce((sum, { responseBodySize, responseHeadersSize }) => sum + responseBodySize + responseHeadersSize, 0);
  }

  #keep(request: Request): void {
    if (request.isNavigationRequest()) {
      if (!request.redirectedFrom()) this.#requests = [];
      this.#documents.add(request.url());
    }
    this.#requests.push(request);
  }

  async #arrive(): Promise<this> {
    await this.#inspect(this);
    return this;
  }
}
