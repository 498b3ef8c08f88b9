import { createHash, randomUUID } from 'node:crypto';

/** A dice that falls the same way for the same seed: two histories of one size are alike. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 to 1, not included (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  under(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  one<T>(choices: readonly T[]): T {
    const chosen = choices[this.under(choices.length)];
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen;
  }

  /** One of several, each as often as its weight says. */
  weighted<T extends string>(weights: Readonly<Record<T, number>>): T {
    const entries = Object.entries<number>(weights) as [T, number][]; // the keys of the weights
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    return entries.find(([, weight]) => (left -= weight) < 0)?.[0] ?? this.one(Object.keys(weights) as T[]);
  }

  /** The first ones far more often than the last: how organisations and helpers are busy. */
  busy<T>(choices: readonly T[]): T {
    const chosen = choices[Math.floor(choices.length * this.next() ** 2)];
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen;
  }
}

/** How often each procedure is asked for. */
export const procedureWeights = {
  ...{ social: 30, famille: 16, argent: 14, logement: 12, papiers: 10, travail: 9, etranger: 5, transports: 2, justice: 1, loisirs: 1 },
} as const;

/** Why uses are refused, and how often. */
export const refusalWeights = {
  ...{ procedure_not_covered: 40, mandate_expired: 25, second_factor_required: 15, helper_not_certified: 8, mandate_revoked: 7 },
  ...{ client_not_registered_for_procedure: 3, organisation_suspended: 1, delegation_not_supported: 1 },
} as const;

export const givenNames = 'Aline Bruno Chloé Driss Emma Farid Gisèle Hugo Inès Jamila Karim Louise Manuel Nadia Omar Paul Rosa Sami'.split(
  ' ',
);
export const familyNames =
  'ARNAUD BERNARD CASTEL DIALLO ESTEVE FAURE GARCIA HADDAD ISNARD JOLY KONÉ LEROY MARTIN NGUYEN ORSINI PETIT'.split(' ');

/** A number of fourteen digits with its key, as the register of companies gives them. */
export function siretNumber(rank: number): string {
  const digits = String(9_000_000_000_000 + rank * 7).padStart(13, '0');
  const sum = Array.from(digits).reduce((total, digit, at) => total + luhn(Number(digit), at % 2 === 0), 0);
  return digits + String((10 - (sum % 10)) % 10);
}

function luhn(digit: number, isDoubled: boolean): number {
  // fourteen digits in all: counted from the right, the last but one is doubled, so that here the even places are
  const value = isDoubled ? digit * 2 : digit;
  return value > 9 ? value - 9 : value;
}

/** Ids and references need not be alike in two histories: what they name is. */
export const newId = randomUUID;

export function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
