import { Browser, type Shown } from './browser.ts';
import type { House } from './house.ts';

/** What a body of the tests says of itself. */
export const villeneuve = {
  ...{ siret: '732 829 320 00074', name: 'CCAS de Villeneuve', kind: 'CCAS', address: '1 place de la Mairie' },
  ...{ postalCode: '70000', city: 'Villeneuve', territory: '', phone: '03 84 00 00 00', email: '', website: '', openingHours: '' },
};

const solange = { givenName: 'Solange', familyName: 'Arnaud', email: 'solange@ccas.example', phone: '03 84 00 00 01' };

/** Somebody who applies for an organisation, with the house's real pages in a browser. */
export class Applicant {
  readonly browser = new Browser();
  readonly house: House;
  readonly email: string;

  constructor(house: House, email: string) {
    this.house = house;
    this.email = email;
  }

  /** Asks for a link, and returns the last one in the mailbox. */
  async link(): Promise<string> {
    await this.send(await this.open('/apply'), '/apply', { email: this.email });
    return this.linkInMail();
  }

  /** The last link that came by mail. */
  async linkInMail(): Promise<string> {
    const mails = (await this.house.takeMessages()).filter(({ to }) => to === this.email);
    return /https?:\S+\/apply\/link\/\S+/.exec(mails.at(-1)?.text ?? '')?.[0] ?? '';
  }

  /** Opens a link and presses its button. */
  async redeem(link: string): Promise<Shown> {
    return this.browser.submit(await this.browser.open(link), new URL(link).pathname);
  }

  async begin(): Promise<Shown> {
    return this.redeem(await this.link());
  }

  /** Fills in all of it. */
  async fill(organisation: Record<string, string> = villeneuve, manager: Record<string, string> = solange): Promise<Shown> {
    await this.send(await this.open('/application/organisation'), '/application/organisation', organisation);
    await this.send(await this.open('/application/manager'), '/application/manager', manager);
    await this.paste(`Odette;Le Goff;odette.${this.email}`);
    const declared = Object.fromEntries(['terms', 'training', 'dataProtection', 'professionals', 'noElected'].map((one) => [one, 'on']));
    return this.send(await this.open('/application/declarations'), '/application/declarations', declared);
  }

  async submit(): Promise<Shown> {
    return this.send(await this.open('/application'), '/application/submission');
  }

  /** Sends a list of helpers, pasted; or as a file. */
  async paste(list: string, file?: string | Uint8Array<ArrayBuffer>): Promise<Response> {
    const page = await this.open('/application/helpers');
    const form = new FormData();
    form.set('_csrf', /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '');
    form.set('list', list);
    form.set('file', new Blob([file ?? ''], { type: 'text/csv' }), file === undefined ? '' : 'aidants.csv');
    const cookie = [...this.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return fetch(`${this.house.url}/application/helpers/import`, { method: 'POST', body: form, headers: { cookie }, redirect: 'manual' });
  }

  open(path: string): Promise<Shown> {
    return this.browser.open(this.house.url + path);
  }

  send(page: Shown, action: string, fields: Record<string, string> = {}): Promise<Shown> {
    return this.browser.submit(page, action, { fields });
  }
}
