import type { EventName } from '../journal/events.ts';
import type { Value } from '../journal/leaf.ts';
import type { ReadEntry } from '../journal/read-entries.ts';
import type { Receipt } from '../mandates/receipt.ts';
import type { Use } from '../mandates/use.ts';

/** What a line of the person's pages says, as its entry must say it too: the browser holds the proof of the entry against it. */
export interface SealedLine {
  readonly entryId: string;
  readonly event: EventName;
  /** As the entry's text has it. */
  readonly at: string;
  readonly fields: Readonly<Record<string, Value>>;
}

/** A line of the record: what it shows of the entry's fields. */
export function sealedEntry({ entryId, event, at, fields }: ReadEntry): SealedLine {
  const shown = Object.entries(fields).filter(([name]) => shownFields.includes(name));
  return { entryId, event, at: at.toISOString(), fields: Object.fromEntries(shown) };
}

/** A use as its row has it: had the row been changed since, the entry would say otherwise. */
export function sealedUse(use: Use, entryId: string): SealedLine {
  const { id, procedure, helperId, organisationId, clientId } = use;
  const fields = { use: id, procedure, helper: helperId, organisation: organisationId, client: clientId };
  return { entryId, event: 'mandate_used', at: use.usedAt.toISOString(), fields };
}

/** What a service stated, as it came. */
export function sealedReceipt({ id, useId, action, outcome, receivedAt }: Receipt, entryId: string): SealedLine {
  return { entryId, event: 'receipt_received', at: receivedAt.toISOString(), fields: { receipt: id, use: useId, action, outcome } };
}

const shownFields = ['procedure', 'refusal', 'purpose', 'reason', 'role', 'helper', 'organisation', 'use', 'client', 'receipt', 'outcome'];
