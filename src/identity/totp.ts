import { randomUUID } from 'node:crypto';
import { generateSecret, generateSync, generateURI, verifySync } from 'otplib';
import type { Db, Work } from '../db/database.ts';
import type { Helper } from '../organisations/helper.ts';
import type { Vault } from '../vault.ts';
import * as store from './factor-store.ts';
import { type Adding, requireMayAdd } from './adding-factors.ts';

/** Codes that change with the clock (TOTP, RFC 6238), and whose they should be. */
export interface Code {
  readonly helper: Helper;
  readonly code: string;
}

/** How codes are made: the key, in base32, the seconds each lasts, and how many periods the clock that makes them is ahead. */
export interface CodeMaker {
  readonly secret: string;
  readonly period: 30 | 60;
  readonly drift: number;
}

/** Begins a helper's application: a new key, to be confirmed with a code. A key begun before is forgotten. */
export async function beginEnrolment(work: Work, adding: Adding): Promise<void> {
  await requireMayAdd(work, adding);
  const { helper } = adding;
  const id = randomUUID();
  const secret = sealSecret(work.vault, id, generateSecret());
  await store.deletePendingFactors(work.tx, helper.id);
  await store.insertFactor(work.tx, { id, helperId: helper.id, secret, label: 'totp', createdAt: work.at });
}

/** The key a helper is putting in place: to type, and to open in an application. Null when there is none. */
export async function findEnrolment(
  { db, vault }: { readonly db: Db; readonly vault: Vault },
  helper: Helper,
): Promise<{ readonly secret: string; readonly address: string } | null> {
  const factor = await store.findPendingFactor(db, helper.id);
  if (!factor) return null;
  const { secret } = makerOf(vault, factor);
  return { secret, address: generateURI({ issuer: 'Procura', label: helper.email, secret }) };
}

/** Uses up a code of the helper's application or card. False when it is none, or was used. */
export async function takeTotp(work: Work, { helper, code }: Code): Promise<boolean> {
  for (const factor of await store.listConfirmedFactors(work.tx, helper.id)) if (await takeCode(work, factor, code)) return true;
  return false;
}

/** Uses up a code of the key that is being put in place, and puts it there: a former application is taken away. */
export async function takePendingTotp(work: Work, { helper, code }: Code): Promise<boolean> {
  const factor = await store.findPendingFactor(work.tx, helper.id);
  if (!factor || !(await takeCode(work, factor, code))) return false;
  for (const former of await store.listConfirmedFactors(work.tx, helper.id))
    if (former.kind === 'application') await store.setRemoved(work.tx, former.id, work.at);
  await store.setConfirmed(work.tx, factor.id, work.at);
  return true;
}

/** Which step of the clock a code belongs to, looking `tolerance` periods around the drift; null for a wrong code. */
export function stepOf(
  { secret, period, drift }: CodeMaker,
  code: string,
  { at, tolerance }: { at: Date; tolerance: number },
): number | null {
  const epoch = Math.floor(at.getTime() / 1_000) + drift * period;
  const found = verifySync({ secret, token: code, epoch, epochTolerance: tolerance * period, period });
  return found.valid && 'timeStep' in found ? found.timeStep : null;
}

/** Whether there is any code of this key, in base32: not of one that whole bytes do not make, nor of one too short. */
export function makesCodes(secret: string): boolean {
  try {
    return generateSync({ secret }) !== '';
  } catch {
    return false;
  }
}

/** How many periods ahead of `at` a step is. */
export function driftOf(step: number, period: number, at: Date): number {
  return step - Math.floor(at.getTime() / 1_000 / period);
}

/** Seals a key for the factor it belongs to. */
export function sealSecret(vault: Vault, factorId: string, secret: string): Buffer {
  return vault.seal('totp', factorId, secret);
}

async function takeCode(work: Work, factor: store.Factor, code: string): Promise<boolean> {
  const step = stepOf(makerOf(work.vault, factor), code, { at: work.at, tolerance: 1 });
  if (step === null) return false;
  const drift = factor.kind === 'card' ? driftOf(step, factor.period, work.at) : 0; // an application's clock is set by its network
  return store.takeStep(work.tx, factor.id, { step, drift, at: work.at });
}

function makerOf(vault: Vault, { id, secret, period, drift }: store.Factor): CodeMaker {
  return { secret: vault.open('totp', id, secret).toString(), period, drift };
}
