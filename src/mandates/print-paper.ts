import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { namesThen } from '../organisations/names-then.ts';
import type { Organisation } from '../organisations/organisation.ts';
import type { Person } from '../people/person.ts';
import type { Terms } from './attestation.ts';
import { type Ending, listEndings } from './ending-store.ts';
import { readStopCode } from './keep-stop-code.ts';
import { isActive, type Mandate } from './mandate.ts';
import type { Seal } from './file-seal.ts';
import { signForPaper } from './paper-keys.ts';
import { formatStopCode } from './stop-code.ts';

/** All that the paper of a mandate says. */
export interface Paper {
  readonly mandate: Mandate;
  /** The stored text, to the letter. */
  readonly terms: Terms;
  /** As it is printed, in groups. */
  readonly stopCode: string | null;
  readonly isActive: boolean;
  /** What its square says. */
  readonly signed: string;
  readonly seal: Seal;
  readonly at: Date;
}

/** All that the certificate of an ending says. `person` is null for whoever only holds the stop code: it then names nobody and no procedure. */
export interface Certificate {
  readonly mandate: Mandate;
  /** Called as it was when the mandate was given. */
  readonly organisation: Organisation;
  readonly person: Person | null;
  readonly endings: readonly Ending[];
  readonly isWhole: boolean;
  readonly signed: string;
  readonly seal: Seal;
  readonly at: Date;
}

/** Prepares the paper of a mandate, signed as of now. The look at it is the caller's to record. */
export async function printMandate(
  work: Work,
  { mandate, person, terms }: { readonly mandate: Mandate; readonly person: Person; readonly terms: Terms },
): Promise<Paper> {
  const stopCode = await printedStopCode(work, { mandate, person });
  const proof = await signForPaper(work, {
    jti: mandate.id,
    terms: mandate.termsHash.toString('base64url'),
    nbf: seconds(mandate.startsAt),
    exp: seconds(mandate.expiresAt),
    iat: seconds(work.at),
    procedures: mandate.procedures.map(({ code }) => code),
  });
  return { mandate, terms, stopCode, isActive: isActive(mandate, work.at), ...proof, at: work.at };
}

/** The stop code as paper says it, in groups; null when there is none to print. */
export async function printedStopCode(
  work: Work,
  { mandate, person }: { readonly mandate: Pick<Mandate, 'id'>; readonly person: Person },
): Promise<string | null> {
  const code = await readStopCode(work, { mandateId: mandate.id, person });
  return code && formatStopCode(code);
}

/** Prepares the certificate of what was ended. Refuses while nothing was. */
export async function printCertificate(
  work: Work,
  { mandate, person, organisation }: { readonly mandate: Mandate; readonly person: Person | null; readonly organisation: Organisation },
): Promise<Certificate> {
  const endings = await listEndings(work.tx, mandate.id);
  if (endings.length === 0) throw new Refusal('not_found');
  const isOver = work.at >= mandate.expiresAt;
  const isWhole = isOver || endings.length === mandate.procedures.length;
  const last = Math.max(...endings.map(({ at }) => at.getTime()), isOver ? mandate.expiresAt.getTime() : 0);
  const part = isWhole ? {} : { part: true as const };
  const proof = await signForPaper(work, { jti: mandate.id, ended: seconds(new Date(last)), ...part, iat: seconds(work.at) });
  const name = (await namesThen(work.tx, [mandate])).organisation(organisation.id, mandate.agreedAt) ?? organisation.name;
  return { mandate, organisation: { ...organisation, name }, person, endings, isWhole, ...proof, at: work.at };
}

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1_000);
}
