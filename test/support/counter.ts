import { setTimeout as sleep } from 'node:timers/promises';
import { second } from '../../src/clock.ts';
import { Browser, type Shown } from './browser.ts';
import type { House } from './house.ts';
import { choose } from './sign-in.ts';
import { codeAt } from './staff.ts';
import type { TestHelper } from './world.ts';

/** A helper at a counter, with the house's real pages in a browser. Each code is of a later step than the one before, as the house demands. */
export class Counter {
  readonly browser = new Browser();
  readonly house: House;
  readonly helper: TestHelper;
  #codes = 0;

  constructor(house: House, helper: TestHelper) {
    this.house = house;
    this.helper = helper;
  }

  /** The next code that can be accepted: of the step before, this one, then the one after. Three at the most without waiting. */
  code(): string {
    const step = (this.#codes++ - 1) * 30 * second;
    return codeAt(this.helper, new Date(this.house.context.clock.now().getTime() + step));
  }

  /** A code for someone slow, whose page may take seconds: the first is of the step before, and not of one about to be two behind. */
  async unhurriedCode(): Promise<string> {
    const left = 30 * second - (this.house.context.clock.now().getTime() % (30 * second));
    if (this.#codes === 0 && left < 8 * second) await sleep(left + 50); // a timer may wake a millisecond early: still in the step that ends
    return this.code();
  }

  /** The way in by mail and code. */
  async signIn(): Promise<Shown> {
    await this.browser.submit(await this.browser.open(`${this.house.url}/sign-in`), '/sign-in/link', {
      fields: { email: this.helper.email },
    });
    const mails = await this.house.takeMessages();
    const link = /https?:\S+\/sign-in\/link\/\S+/.exec(mails.map(({ text }) => text).join('\n'))?.[0] ?? '';
    const page = await this.browser.submit(await this.browser.open(link), new URL(link).pathname);
    return this.browser.submit(page, '/second-factor', { fields: { code: this.code() } });
  }

  /** Prepares a mandate: up to the page where the person takes over. */
  async draft(fields: Record<string, string> = {}): Promise<Shown> {
    const page = await this.browser.open(`${this.house.url}/mandates/new`);
    return this.browser.submit(page, '/mandates', { fields: { procedures: 'social', duration: 'month', language: 'fr', ...fields } });
  }

  /** The person signs in at FranceConnect: up to the page of the terms, or of the refusal. */
  async identify(page: Shown, person: string): Promise<Shown> {
    return choose(this.browser, await this.browser.submit(page, '/identification'), person);
  }

  agree(page: Shown, fields: Record<string, string> = {}): Promise<Shown> {
    return this.browser.submit(page, '/agreement', { fields: { protection: 'none', consent: 'on', answer: 'yes', ...fields } });
  }

  sign(page: Shown, code = this.code()): Promise<Shown> {
    return this.browser.submit(page, '/signature', { fields: { explained: 'on', code } });
  }

  /** All of it: the page of the mandate. */
  async conclude(person: string, fields: Record<string, string> = {}): Promise<Shown> {
    return this.sign(await this.agree(await this.identify(await this.draft(fields), person)));
  }
}

/** The words of a page, without its marks. */
export function wordsOf({ text }: Shown): string {
  return text
    .replace(/<(style|script)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;|\u00a0|\u202f/g, ' ')
    .replace(/\s+/g, ' ');
}
