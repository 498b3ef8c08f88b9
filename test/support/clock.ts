import type { Clock } from '../../src/clock.ts';

/** Stands still until it is moved. */
export class TestClock implements Clock {
  #at: Date;

  constructor(at = '2026-11-22T09:00:00.000Z') {
    this.#at = new Date(at);
  }

  now(): Date {
    return new Date(this.#at);
  }

  set(at: Date): void {
    this.#at = at;
  }

  forward(milliseconds: number): void {
    this.#at = new Date(this.#at.getTime() + milliseconds);
  }
}
