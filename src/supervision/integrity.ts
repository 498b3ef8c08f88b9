import type { WorkNeeds } from '../db/database.ts';
import { type Delay, findDelay } from '../journal/delay-store.ts';
import { listSilences, type Silence } from '../journal/heartbeat.ts';
import { parsePolicy } from '../journal/policy.ts';
import { findCheckpoint, type PublishedCheckpoint, readProgress, type TreeProgress } from '../journal/tree-store.ts';
import { helperName } from '../organisations/helper.ts';
import { listHelpers } from '../organisations/store.ts';
import { type FormerVolume, listFormerVolumes } from './former-volumes.ts';
import { listVerifications, type Verification } from './verification-store.ts';

export interface IntegrityNeeds extends WorkNeeds {
  readonly journalPolicy: string;
  readonly cosignaturesNeeded: number;
  readonly retentionYears: number;
}

/** How the record stands: what was signed last and by whom, what waits, how earlier volumes ended, when nobody was there, who verified it. */
export interface Integrity {
  readonly last: PublishedCheckpoint | null;
  readonly progress: TreeProgress;
  readonly delay: Delay | null;
  readonly witnesses: readonly string[];
  readonly cosignaturesNeeded: number;
  readonly policy: string;
  readonly volumes: readonly FormerVolume[];
  readonly silences: readonly Silence[];
  readonly verifications: readonly (Verification & { readonly by: string })[];
  readonly at: Date;
}

/** Reads it all, as of now. */
export async function readIntegrity(needs: IntegrityNeeds): Promise<Integrity> {
  const { db, clock, journalPolicy: policy, cosignaturesNeeded } = needs;
  const at = clock.now();
  const verifications = await listVerifications(db, 10);
  const helpers = await listHelpers(db, [...new Set(verifications.map(({ requestedBy }) => requestedBy))]);
  const names = new Map(helpers.map((helper) => [helper.id, helperName(helper)]));
  return {
    ...{ last: await findCheckpoint(db), progress: await readProgress(db), delay: await findDelay(db), policy, cosignaturesNeeded, at },
    witnesses: /^log\s/m.test(policy) ? parsePolicy(policy).witnesses.map(({ name }) => name) : [],
    volumes: await listFormerVolumes(db, needs),
    silences: (await listSilences(db, at)).slice(-20).reverse(),
    verifications: verifications.map((one) => ({ ...one, by: names.get(one.requestedBy) ?? '' })),
  };
}
