import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Language, languages, type TextKey, type Translate, translator } from '../../src/http/texts.ts';
import type { Visitor } from '../support/chromium.ts';
import { demoPerson } from '../support/demo-person.ts';
import type { House } from '../support/house.ts';

/** The walks of persons are done in these: read from the left, from the right, and in easy words. Each by who reads it. */
export const readers = [
  { language: 'fr', id: 'josephine' },
  { language: 'ar', id: 'yamina' },
  { language: 'fr-FALC', id: 'armand' },
] as const satisfies readonly { language: Language; id: string }[];

type Values = Parameters<Translate>[1];

/** A person of the demonstration with a browser of their own, going by the words of their language. */
export class PersonInChromium {
  readonly visitor: Visitor;
  readonly house: House;
  readonly language: Language;
  readonly who: ReturnType<typeof demoPerson>;
  readonly t: Translate;

  constructor({ visitor, house, language, id }: { visitor: Visitor; house: House; language: Language; id: string }) {
    this.visitor = visitor;
    this.house = house;
    this.language = language;
    this.who = demoPerson(house, id);
    this.t = translator(language);
  }

  /** From the door of their space, by FranceConnect. */
  async comeIn(): Promise<void> {
    await this.visitor.open(`${this.house.url}/me/sign-in?lang=${this.language}`);
    await this.press('person.signIn.action');
    await this.identify();
    await this.reads('person.home.title', { person: this.who.name });
  }

  /** Says who they are at FranceConnect, and arrives where they were going. */
  async identify(): Promise<void> {
    await this.visitor.press(new RegExp(`^${this.who.name}`));
  }

  open(path: string): Promise<Visitor> {
    return this.visitor.open(this.house.url + path);
  }

  press(key: TextKey, values?: Values): Promise<Visitor> {
    return this.visitor.press(this.t(key, values));
  }

  fill(key: TextKey, text: string): Promise<void> {
    return this.visitor.fill(this.t(key), text);
  }

  check(key: TextKey): Promise<void> {
    return this.visitor.check(this.t(key));
  }

  /** The page is theirs, in their language, and says this. */
  async reads(key: TextKey, values?: Values): Promise<void> {
    const html = this.visitor.page.locator('html');
    const { tag, direction } = languages[this.language];
    expect([await html.getAttribute('lang'), await html.getAttribute('dir')]).toEqual([tag, direction]);
    expect(await this.visitor.words()).toContain(this.t(key, values).replace(/\s+/g, ' '));
  }

  /** A picture of the page on a telephone, in the folder of `PICTURES`, for whoever wants to look. */
  async picture(name: string): Promise<void> {
    const folder = process.env['PICTURES'];
    if (folder === undefined) return;
    const { page } = this.visitor;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.mouse.move(0, 0);
    const height = Math.min(1_200, await page.evaluate<number>('document.documentElement.scrollHeight'));
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${name}-${this.language}.png`);
    await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width: 390, height }, animations: 'disabled' });
  }
}
