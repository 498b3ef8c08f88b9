/** What proves that a helper was trained, and what an operator decided of it. */
export interface Training {
  readonly id: string;
  readonly helperId: string;
  readonly body: string;
  /** A day, as written: `2026-11-02`. */
  readonly trainedOn: string;
  readonly mediaType: AttestationType;
  readonly fileHash: Buffer;
  readonly recordedBy: string;
  readonly recordedAt: Date;
  readonly decision: 'accepted' | 'refused' | null;
  readonly reason: string | null;
  readonly decidedAt: Date | null;
}

export type AttestationType = 'application/pdf' | 'image/jpeg' | 'image/png';

/** The largest attestation we keep: 2 MB. */
export const attestationLimit = 2_000_000;

/** A certification lasts three years from the decision. */
export const certificationYears = 3;

const signatures: readonly (readonly [AttestationType, Buffer])[] = [
  ['application/pdf', Buffer.from('%PDF-')],
  ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff])],
  ['image/png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
];

/** What a file is, by its first bytes: neither its name nor what the browser says of it counts. Null when we do not keep such files. */
export function attestationType(file: Buffer): AttestationType | null {
  return signatures.find(([, signature]) => file.subarray(0, signature.length).equals(signature))?.[0] ?? null;
}

/** Where a sealed attestation lies: it opens nowhere else. */
export function attestationContext(id: string): string {
  return `training/${id}/file`;
}

/** The same day, so many years later. */
export function yearsAfter(at: Date, years: number): Date {
  const then = new Date(at);
  then.setUTCFullYear(then.getUTCFullYear() + years);
  return then;
}
