import type { Db, WorkNeeds } from '../db/database.ts';
import { atomically } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { indexIn } from '../journal/volumes.ts';
import { findMandate } from '../mandates/store.ts';
import type { Mandate } from '../mandates/mandate.ts';
import { findUse, listUsesById } from '../mandates/use-store.ts';
import type { Use } from '../mandates/use.ts';
import { type Helper, helperName } from '../organisations/helper.ts';
import { findHelper, findOrganisation, listHelpers } from '../organisations/store.ts';
import { readNote } from './review-use.ts';
import { listLines, type Sample, type SampleLine } from './sample-store.ts';

export interface SampleView {
  readonly sample: Sample;
  readonly organisation: string;
  readonly helper: string | null;
  readonly lines: readonly (SampleLine & { readonly use: Use | null; readonly helper: string })[];
}

/** A sample with what was drawn; nobody among the persons is named. */
export async function viewSample({ db }: Pick<WorkNeeds, 'db'>, sample: Sample): Promise<SampleView> {
  const lines = await listLines(db, sample.id);
  const uses = await listUsesById(
    db,
    lines.map(({ useId }) => useId),
  );
  const helpers = await listHelpers(db, [...new Set(uses.map(({ helperId }) => helperId))]);
  const shown = lines.map((line) => {
    const use = uses.find(({ id }) => id === line.useId) ?? null;
    return { ...line, use, helper: nameOf(helpers.find(({ id }) => id === use?.helperId)) };
  });
  return { sample: { ...sample, treeSize: indexIn(sample.treeSize) }, ...(await namesOf(db, sample)), lines: shown };
}

export interface LineView {
  readonly sample: Sample;
  readonly line: SampleLine;
  readonly use: Use;
  readonly mandate: Mandate;
  readonly organisation: string;
  readonly helper: string;
  /** What was written when it was reviewed. */
  readonly note: string | null;
}

/** One use that was drawn, for its review. */
export async function viewLine(needs: WorkNeeds, { sample, n }: { readonly sample: Sample; readonly n: number }): Promise<LineView> {
  const { db } = needs;
  const line = (await listLines(db, sample.id)).find((one) => one.n === n);
  const use = line && (await findUse(db, line.useId));
  const mandate = use && (await findMandate(db, use.mandateId));
  if (!mandate) throw new Refusal('sample_unknown');
  const { organisation } = await namesOf(db, sample);
  const note = await atomically(needs, (work) => readNote(work, line, use));
  return { sample, line, use, mandate, organisation, helper: nameOf(await findHelper(db, use.helperId)), note };
}

async function namesOf(db: Db, { organisationId, helperId }: Sample): Promise<{ organisation: string; helper: string | null }> {
  const organisation = await findOrganisation(db, organisationId);
  return { organisation: organisation?.name ?? '', helper: helperId === null ? null : nameOf(await findHelper(db, helperId)) };
}

function nameOf(helper: Helper | undefined): string {
  return helper ? helperName(helper) : '';
}
