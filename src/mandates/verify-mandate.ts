import { timingSafeEqual } from 'node:crypto';
import type { Db } from '../db/database.ts';
import { isActive } from './mandate.ts';
import { findMandate } from './store.ts';

/** What anybody who holds the paper may know, and no more. */
export interface Verdict {
  readonly isActive: boolean;
  readonly expiresAt: Date;
}

/** Whether this is the text that was agreed to, and whether it still counts; null when reference and fingerprint do not go together. */
export async function verifyMandate(
  db: Db,
  paper: { readonly reference: string; readonly fingerprint: string },
  at: Date,
): Promise<Verdict | null> {
  const mandate = await findMandate(db, paper.reference);
  if (!mandate || !timingSafeEqual(mandate.termsHash, Buffer.from(paper.fingerprint, 'hex'))) return null;
  return { isActive: isActive(mandate, at), expiresAt: mandate.expiresAt };
}
