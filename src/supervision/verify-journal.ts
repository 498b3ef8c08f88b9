import { randomUUID } from 'node:crypto';
import { after, second } from '../clock.ts';
import { atomically, type Work, type WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { Logger } from '../http/request-log.ts';
import { append } from '../journal/append.ts';
import { auditJournal, type AuditNeeds } from '../journal/audit.ts';
import type { Head } from '../journal/checkpoint.ts';
import { NoteError, parseVkey } from '../journal/note.ts';
import { parsePolicy } from '../journal/policy.ts';
import { findCheckpoint } from '../journal/tree-store.ts';
import { findHelper } from '../organisations/store.ts';
import type { Supervising } from './supervising.ts';
import * as store from './verification-store.ts';

export interface VerifyingNeeds extends WorkNeeds {
  /** What people verify with: a policy, or public keys, a line each. */
  readonly journalPolicy: string;
  /** The last head signed here, kept outside the database; null when none was. */
  readonly signedHead: () => Head | null;
  readonly log: Logger;
}

/** How long whoever runs a verification may say nothing. */
const silence = 60 * second;
/** After so many starts it is given up, and that is a fault. */
const mostRuns = 5;
/** More faults are only counted. */
const enough = 1_000;

/** A supervisor asks for a verification of the whole journal. One runs at a time. */
export async function askVerification(work: Work, { helper }: Supervising): Promise<void> {
  const id = randomUUID();
  if (!(await store.insertVerification(work.tx, { id, requestedBy: helper.id, at: work.at }))) throw new Refusal('verification_running');
  await append(work, { event: 'verification_asked', helper });
}

/** Runs what was asked for, for ever: any instance does, one at a time. */
export function startVerifying(needs: VerifyingNeeds): { stop(): Promise<void> } {
  const life = { over: false };
  const done = (async () => {
    while (!life.over) {
      await runVerification(needs, () => life.over).catch((error: unknown) => {
        needs.log.error({ err: error }, 'a verification of the journal was interrupted');
      });
      await new Promise((resolve) => setTimeout(resolve, life.over ? 0 : second));
    }
  })();
  return {
    stop: () => {
      life.over = true;
      return done;
    },
  };
}

/** Takes the verification that waits, if one does, and runs it to its end. Whether there was one. Before anything is signed none is taken. */
export async function runVerification(needs: VerifyingNeeds, isOver: () => boolean = () => false): Promise<boolean> {
  const { db, clock } = needs;
  const { known, found } = kept(needs);
  if (needs.journalPolicy !== '' && known.length + found.faults === 0 && !(await findCheckpoint(db))) return false;
  const at = clock.now();
  const verification = await store.claimVerification(db, { at, until: after(at, silence) });
  if (!verification) return false;
  if (verification.runs > mostRuns) await finish(needs, verification, { faults: 1, firstFault: 'unfinished' });
  else {
    const all = await audit({ ...needs, known, found }, verification, isOver);
    if (all) await finish(needs, verification, all);
  }
  return true;
}

type Found = Pick<store.Verification, 'faults' | 'firstFault'>;

interface Kept {
  readonly known: readonly Head[];
  /** What is wrong with what is kept. */
  readonly found: Found;
}

/** What was signed, as it is kept outside the database: a tree that does not continue it was rolled back. */
function kept({ signedHead }: VerifyingNeeds): Kept {
  try {
    const head = signedHead();
    return { known: head ? [head] : [], found: { faults: 0, firstFault: null } };
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
    return { known: [], found: { faults: 1, firstFault: `wrong_signature · ${error.message}` } };
  }
}

/** Null when the house closes in the middle: another run begins again. */
async function audit(needs: VerifyingNeeds & Kept, { id }: store.Verification, isOver: () => boolean): Promise<Found | null> {
  const { db, clock, known } = needs;
  let said = clock.now();
  const onProgress = (done: number, size: number) => {
    if (isOver()) throw new Refusal('verification_running'); // stops the generator; the claim runs out
    const now = clock.now();
    if (done < size && now.getTime() - said.getTime() < second) return;
    said = now;
    void store.setProgress(db, id, { done, size, until: after(now, silence) }).catch(() => undefined);
  };
  let { found } = needs;
  try {
    for await (const { kind, entryId, detail } of auditJournal({ db, ...keysIn(needs.journalPolicy), known, onProgress })) {
      found = { faults: found.faults + 1, firstFault: found.firstFault ?? [kind, entryId, detail].filter(Boolean).join(' · ') };
      if (found.faults === enough) break;
    }
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
  return found;
}

async function finish(needs: VerifyingNeeds, { id, requestedBy }: store.Verification, found: Found): Promise<void> {
  await atomically(needs, async (work) => {
    if (!(await store.setFinished(work.tx, id, { ...found, at: work.at }))) return;
    const helper = await findHelper(work.tx, requestedBy);
    await append(work, {
      event: 'journal_verified',
      ...(helper && { helper }),
      details: { faults: String(found.faults), ...(found.firstFault !== null && { first: found.firstFault }) },
    });
  });
}

/** The journal's keys and its witnesses', from the policy or the lines people are given. */
function keysIn(published: string): Pick<AuditNeeds, 'logKeys' | 'witnessKeys'> {
  const lines = published.split('\n').filter((line) => line.trim() !== '');
  if (!lines.some((line) => /^log\s/.test(line))) return { logKeys: lines.map((line) => parseVkey(line.trim())) };
  const { logKeys, witnesses } = parsePolicy(published);
  return { logKeys, witnessKeys: witnesses.map(({ key }) => key) };
}
