import type { Response } from 'express';
import type { WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { sessionOf } from '../http/sessions.ts';
import type { Application } from './application.ts';
import { findApplication } from './application-store.ts';

/** Which application this browser came for with its link. No address of ours names one: another's cannot be asked for. */
export function requireApplicant(res: Response): string {
  const id = sessionOf(res)?.applicationId;
  if (id == null) throw new Refusal('application_link_required');
  return id;
}

/** The same, read. */
export async function requireOwnApplication({ db, vault }: Pick<WorkNeeds, 'db' | 'vault'>, res: Response): Promise<Application> {
  const application = await findApplication(db, vault, requireApplicant(res));
  if (!application) throw new Refusal('application_unknown');
  return application;
}
