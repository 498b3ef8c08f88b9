import type { WorkNeeds } from '../db/database.ts';

/** What this room asks of the house. */
export interface CaseNeeds extends WorkNeeds {
  readonly publicUrl: string;
}
