import type { Tx } from '../db/database.ts';
import type { ApplicationState } from './application-states.ts';

/** Handed in; false when another application of the same body was handed in at the same time. */
export async function setSubmitted(tx: Tx, id: string, at: Date): Promise<boolean> {
  try {
    await setState(tx, id, { state: 'submitted', at });
    return true;
  } catch (error) {
    if (error instanceof Error && 'constraint' in error && error.constraint === 'applications_underway') return false;
    throw error;
  }
}

export async function setState(
  tx: Tx,
  id: string,
  change: { readonly state: ApplicationState; readonly at: Date; readonly expiresAt?: Date; readonly organisationId?: string },
): Promise<void> {
  const { state, at, expiresAt, organisationId } = change;
  await tx('applications')
    .where('id', id)
    .update({
      ...{ state, changed_at: at, ...(expiresAt && { expires_at: expiresAt }) },
      ...(state === 'submitted' && { submitted_at: at }),
      ...((state === 'accepted' || state === 'refused') && { decided_at: at }),
      ...(organisationId !== undefined && { organisation_id: organisationId }),
    });
}

/** Those whose applicant let the time run out; locked, those that somebody holds left out. */
export async function lockLapsed(tx: Tx, at: Date, limit: number): Promise<string[]> {
  const rows = tx.from('applications').whereIn('state', ['draft', 'changes_requested']).where('expires_at', '<=', at);
  return rows.limit(limit).forUpdate().skipLocked().pluck<string[]>('id');
}

/** Forgets who was in it. */
export async function setLapsed(tx: Tx, id: string, at: Date): Promise<void> {
  await tx('applications').where('id', id).update({ state: 'lapsed', people: null, declarations: [], changed_at: at });
  await tx('application_messages').where('application_id', id).delete();
}
