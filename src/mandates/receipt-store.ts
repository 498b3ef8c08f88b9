import type { Db, Tx } from '../db/database.ts';
import { openSealed } from '../journal/subject-keys.ts';
import type { Vault } from '../vault.ts';
import { type Receipt, receiptContext } from './receipt.ts';

export interface KeptReceipt {
  readonly id: string;
  readonly useId: string;
  readonly mandateId: string;
  readonly clientId: string;
  readonly jtiHash: Buffer;
  readonly statement: Buffer;
  readonly receivedAt: Date;
}

interface Row {
  readonly id: string;
  readonly useId: string;
  readonly clientId: string;
  readonly receivedAt: Date;
  readonly statement: Buffer;
  readonly subjectRef: string;
  readonly wrapped: Buffer | null;
}

/** Whether the client had not sent it before: decided and written in one statement. */
export async function insertReceipt(tx: Tx, receipt: KeptReceipt): Promise<boolean> {
  const rows = await tx
    .insert({
      id: receipt.id,
      use_id: receipt.useId,
      mandate_id: receipt.mandateId,
      client_id: receipt.clientId,
      jti_hash: receipt.jtiHash,
      statement: receipt.statement,
      received_at: receipt.receivedAt,
    })
    .into('receipts')
    .onConflict(['client_id', 'jti_hash'])
    .ignore()
    .returning('id');
  return rows.length === 1;
}

/** The receipts of these uses, by the use they speak of, in the order they came. None of a person whose key is destroyed. */
export async function listReceiptsOfUses(db: Db | Tx, vault: Vault, useIds: readonly string[]): Promise<ReadonlyMap<string, Receipt[]>> {
  const { rows } = await db.raw<{ rows: Row[] }>(
    `select receipts.id, receipts.use_id as "useId", receipts.client_id as "clientId", receipts.received_at as "receivedAt",
            receipts.statement, people.subject_ref as "subjectRef", subject_keys.wrapped_dek as wrapped
       from receipts
       join uses on uses.id = receipts.use_id
       join people on people.id = uses.person_id
       join journal.subject_keys on subject_keys.subject_ref = people.subject_ref
      where receipts.use_id = any(:useIds::uuid[])
      order by receipts.received_at, receipts.id`,
    { useIds: [...useIds] },
  );
  const receipts = new Map<string, Receipt[]>();
  for (const receipt of rows.flatMap((row) => open(vault, row) ?? []))
    receipts.set(receipt.useId, [...(receipts.get(receipt.useId) ?? []), receipt]);
  return receipts;
}

function open(vault: Vault, { id, statement: value, subjectRef, wrapped, ...row }: Row): Receipt | undefined {
  if (!wrapped) return undefined;
  const text = openSealed(vault, { subjectRef, wrapped, context: receiptContext(id), value });
  const { statedAt, ...stated } = JSON.parse(text) as Stated; // sealed by us, from a Statement
  return { id, useId: row.useId, clientId: row.clientId, receivedAt: row.receivedAt, ...stated, statedAt: new Date(statedAt) };
}

/** What is sealed of a receipt. */
export type Statement = Omit<Receipt, 'id' | 'useId' | 'clientId' | 'receivedAt'>;

type Stated = Omit<Statement, 'statedAt'> & { readonly statedAt: string };
