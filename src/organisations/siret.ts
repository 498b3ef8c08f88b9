/** Whether 14 digits are a SIRET: their Luhn key holds. The establishments of La Poste have another rule. */
export function isSiret(value: string): boolean {
  if (!/^\d{14}$/.test(value) || /^0{14}$/.test(value)) return false;
  const digits = Array.from(value, Number);
  if (value.startsWith(laPoste) && sum(digits) % 5 === 0) return true;
  return sum(digits.map((digit, index) => (index % 2 === 0 ? doubled(digit) : digit))) % 10 === 0;
}

/** As people type it, with or without spaces. */
export function siretDigits(typed: string): string {
  return typed.replaceAll(/[\s.]/g, '');
}

const laPoste = '356000000';

function doubled(digit: number): number {
  return digit < 5 ? digit * 2 : digit * 2 - 9;
}

function sum(digits: readonly number[]): number {
  return digits.reduce((total, digit) => total + digit, 0);
}
