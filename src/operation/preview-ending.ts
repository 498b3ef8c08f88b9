import { countOpenCases } from '../cases/store.ts';
import type { Db } from '../db/database.ts';
import { countRunning } from '../mandates/running-store.ts';
import { countLeaving } from '../organisations/roster-store.ts';

/** What ends with an organisation, counted before anything does. */
export interface EndingPreview {
  readonly mandates: number;
  readonly persons: number;
  readonly drafts: number;
  readonly helpers: number;
  readonly managers: number;
  readonly alreadyThere: number;
  readonly invitations: number;
  readonly openCases: number;
}

/** Counts what would end, and who would leave or move; nothing is changed and nobody is named. */
export async function previewEnding(
  db: Db,
  { organisationId, intoId, at }: { readonly organisationId: string; readonly intoId: string | null; readonly at: Date },
): Promise<EndingPreview> {
  return {
    ...(await countRunning(db, { organisationId, at })),
    ...(await countLeaving(db, { organisationId, intoId, at })),
    openCases: await countOpenCases(db, organisationId),
  };
}
