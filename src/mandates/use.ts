import type { Procedure } from './procedures.ts';

/** One taking-up of a mandate, by one helper, for one procedure, at one relying party. */
export interface Use {
  readonly id: string;
  /** The reference that tokens carry and receipts quote. */
  readonly txn: string;
  readonly mandateId: string;
  readonly personId: string;
  readonly helperId: string;
  readonly organisationId: string;
  readonly clientId: string;
  /** As it was called that day. */
  readonly clientName: string;
  readonly procedure: Procedure;
  /** What it was taken up for that the person had to confirm, and did. */
  readonly sensitiveActs: readonly string[];
  readonly usedAt: Date;
  readonly disclosedAt: Date | null;
  readonly endedAt: Date | null;
}
