const known = /^(0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-8]|98[6-8])$/;

/** Whether there is a department, or a territory overseas, of this number. */
export function isDepartment(number: string): boolean {
  return known.test(number);
}

/** The department of a postal code; null where there is none. Corsica has two for one. */
export function departmentOf(postalCode: string): string | null {
  const number = numberIn(postalCode);
  return isDepartment(number) ? number : null;
}

function numberIn(postalCode: string): string {
  if (postalCode.startsWith('97') || postalCode.startsWith('98')) return postalCode.slice(0, 3);
  if (postalCode.startsWith('20')) return /^20[01]/.test(postalCode) ? '2A' : '2B';
  return postalCode.slice(0, 2);
}
