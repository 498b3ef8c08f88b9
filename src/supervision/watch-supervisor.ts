import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { openForSubject } from '../journal/subject-keys.ts';
import type { Helper } from '../organisations/helper.ts';
import { findHelper } from '../organisations/store.ts';
import { type GivenReason, listReasons } from './oversight-store.ts';
import { reasonContext, type StatedReason } from './reason.ts';

export interface WatchedSupervisor {
  readonly supervisor: Helper;
  /** Without words once somebody opened under it was erased. */
  readonly reasons: readonly (Omit<GivenReason, 'words'> & Partial<Pick<StatedReason, 'reason' | 'caseReference'>>)[];
}

/** The ombudsman reads why a supervisor opened what is about persons: this look is written too, before it is answered. */
export async function watchSupervisor(
  work: Work,
  { ombudsman, supervisorId, since }: { readonly ombudsman: Helper; readonly supervisorId: string; readonly since: Date },
): Promise<WatchedSupervisor> {
  const supervisor = await findHelper(work.tx, supervisorId);
  if (supervisor?.duty !== 'supervisor') throw new Refusal('account_unknown');
  const reasons: WatchedSupervisor['reasons'][number][] = [];
  for (const { words: value, ...given } of await listReasons(work.tx, supervisor.id, since)) {
    const sealed = { subjectRef: supervisor.subjectRef, context: reasonContext(given.id) };
    const words = value && (await openForSubject(work.tx, work.vault, { ...sealed, value }));
    const stated = words === null ? {} : (JSON.parse(words) as Omit<StatedReason, 'purpose'>); // sealed by us
    reasons.push({ ...given, ...stated });
  }
  await append(work, { event: 'supervisor_watched', helper: ombudsman, details: { supervisor: supervisor.id } });
  return { supervisor, reasons };
}
