/** How what was found is taken away: a table, entries with their proofs, or a report of figures. */
export const exportFormats = ['csv', 'jsonl', 'pdf'] as const;

export type ExportFormat = (typeof exportFormats)[number];

/** What the file of each is said to be. */
export const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/jsonl; charset=utf-8',
  pdf: 'application/pdf',
};

/** What we sign of a file: whose it is, what is in it, and the hash of its bytes up to the last line. */
export interface ExportSeal {
  readonly jti: string;
  readonly iss: string;
  readonly iat: number;
  readonly format: ExportFormat;
  readonly lines: number;
  readonly sha256: string;
}

/** How far an export is: asked, on its way (or cut, when nobody takes it any more), whole. */
export type ExportState = 'asked' | 'unfinished' | 'whole';

export function stateOf({ startedAt, finishedAt }: { readonly startedAt: Date | null; readonly finishedAt: Date | null }): ExportState {
  if (finishedAt) return 'whole';
  return startedAt ? 'unfinished' : 'asked';
}
