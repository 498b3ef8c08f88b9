import { timingSafeEqual } from 'node:crypto';
import type { Db } from '../db/database.ts';
import { isActive } from './mandate.ts';
import { listPaperKeys } from './paper-key-store.ts';
import { type Claims, type PaperFault, readSignedPaper } from './signed-paper.ts';
import { findMandate } from './store.ts';

/** What anybody who holds the paper may know, and no more. */
export interface Verdict {
  readonly isActive: boolean;
  readonly expiresAt: Date;
}

/** What a square says and what the record says; or why the square is not to be relied on. */
export type PaperVerdict = { readonly fault: PaperFault } | { readonly claims: Claims; readonly verdict: Verdict | null };

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

/** Holds what was scanned against our keys, then against the record. */
export async function verifyPaper(db: Db, text: string, at: Date): Promise<PaperVerdict> {
  const claims = readSignedPaper(text, await listPaperKeys(db));
  if (typeof claims === 'string') return { fault: claims };
  return { claims, verdict: await verdictOf(db, claims, at) };
}

/** What the record says of what a paper claims; null when it knows no such mandate. */
export async function verdictOf(db: Db, claims: Claims, at: Date): Promise<Verdict | null> {
  if ('terms' in claims) {
    const fingerprint = Buffer.from(claims.terms, 'base64url').toString('hex');
    return verifyMandate(db, { reference: claims.jti, fingerprint }, at);
  }
  const mandate = await findMandate(db, claims.jti);
  return mandate ? { isActive: isActive(mandate, at), expiresAt: mandate.expiresAt } : null;
}
