import { createHash } from 'node:crypto';
import { reportSides } from '../../views/paper/supervision-report.ts';
import type { WorkNeeds } from '../db/database.ts';
import { helperName } from '../organisations/helper.ts';
import { sheetPdf } from '../paper/sheet.ts';
import { countReport, type Counting } from './count-report.ts';
import { typedOf } from './find-within.ts';
import { finishExport, type Taking } from './take-export.ts';

/** The report of an export as a PDF: figures, and nobody's name. What we sign of it lies beside it. */
export async function reportPdf(needs: WorkNeeds & { readonly publicUrl: string }, taking: Taking, counting: Counting): Promise<Buffer> {
  const { supervisor, kept } = taking;
  const figures = await countReport(needs, taking, counting);
  const { criteria } = kept.search;
  const about = {
    id: kept.id,
    at: kept.askedAt,
    criteria,
    typed: await typedOf(needs.db, supervisor, criteria),
    publicUrl: needs.publicUrl,
  };
  const who = { supervisor: helperName(supervisor.helper), territories: supervisor.territories };
  const pdf = await sheetPdf(reportSides({ ...about, ...who, figures }), { at: kept.askedAt });
  await finishExport(needs, taking, { lines: figures.lines, sha256: createHash('sha256').update(pdf).digest('hex') });
  return pdf;
}
