import { Counter } from '../support/counter.ts';
import type { Visitor } from '../support/chromium.ts';
import type { House } from '../support/house.ts';
import type { TestHelper } from '../support/world.ts';

/** A helper at a counter with a real browser, doing what the pages say. */
export class CounterInChromium {
  readonly visitor: Visitor;
  readonly house: House;
  readonly helper: TestHelper;
  readonly #codes: Counter;

  constructor({ visitor, house, helper }: { visitor: Visitor; house: House; helper: TestHelper }) {
    this.visitor = visitor;
    this.house = house;
    this.helper = helper;
    this.#codes = new Counter(house, helper);
  }

  /** What the telephone shows; three times at the most in a test. */
  code(): Promise<string> {
    return this.#codes.unhurriedCode();
  }

  async signIn(): Promise<Visitor> {
    const { visitor } = this;
    await visitor.open(`${this.house.url}/sign-in`);
    await visitor.fill('Adresse électronique professionnelle', this.helper.email);
    await visitor.press('Recevoir un lien');
    await visitor.open(await this.mailedLink());
    await visitor.press('Continuer');
    await visitor.fill('Code', await this.code());
    return visitor.press('Valider');
  }

  async mailedLink(): Promise<string> {
    const mails = await this.house.takeMessages();
    return /https?:\S+\/sign-in\/link\/\S+/.exec(mails.map(({ text }) => text).join('\n'))?.[0] ?? '';
  }

  /** From the home page to the one where the person takes over. */
  async draft({ procedures = ['Social, santé'], language = 'Français' } = {}): Promise<Visitor> {
    const { visitor } = this;
    await visitor.open(`${this.house.url}/home`);
    await visitor.press('Nouveau mandat');
    for (const procedure of procedures) await visitor.check(procedure);
    await visitor.check('Un mois');
    await visitor.check(language);
    return visitor.press('Continuer');
  }

  /** The person signs in at FranceConnect: up to the terms. */
  async identify(person: RegExp): Promise<Visitor> {
    await this.visitor.press('S’identifier avec FranceConnect');
    return this.visitor.press(person);
  }

  /** By the names of the fields: the words are in the person's language. */
  async agree(): Promise<Visitor> {
    const { page } = this.visitor;
    await page.locator('#protection').check();
    await page.locator('#consent').check();
    return this.visitor.going(() => page.locator('button[name=answer][value=yes]').click());
  }

  async sign(): Promise<Visitor> {
    await this.visitor.check('J’ai expliqué à la personne ce mandat, ses droits et comment y mettre fin.');
    await this.visitor.fill('Votre code à 6 chiffres', await this.code());
    return this.visitor.press('Signer le mandat');
  }
}
