import type { Db, Tx } from '../db/database.ts';
import { openForSubject, sealForSubject } from '../journal/subject-keys.ts';
import type { Vault } from '../vault.ts';
import type { Application } from './application.ts';

export const messageKinds = ['message', 'changes', 'refusal', 'acceptance'] as const;

export type MessageKind = (typeof messageKinds)[number];

/** What applicant and operators write to each other. */
export interface ApplicationMessage {
  readonly id: string;
  /** Null: the applicant wrote it. */
  readonly operatorId: string | null;
  readonly kind: MessageKind;
  readonly text: string;
  readonly sentAt: Date;
}

export async function insertApplicationMessage(
  seals: { readonly tx: Tx; readonly vault: Vault },
  { id: applicationId, subjectRef }: Pick<Application, 'id' | 'subjectRef'>,
  { id, operatorId, kind, text, sentAt }: ApplicationMessage,
): Promise<void> {
  const sealed = await sealForSubject(seals, subjectRef, { context: contextOf(id), plain: text });
  await seals.tx
    .insert({ id, application_id: applicationId, operator_id: operatorId, kind, text: sealed, sent_at: sentAt })
    .into('application_messages');
}

/** All of them, oldest first: one reads a conversation whole. */
export async function listApplicationMessages(
  db: Db | Tx,
  vault: Vault,
  { id: applicationId, subjectRef }: Pick<Application, 'id' | 'subjectRef'>,
): Promise<ApplicationMessage[]> {
  const rows = await db
    .select<(Omit<ApplicationMessage, 'text'> & { readonly text: Buffer })[]>({
      ...{ id: 'id', operatorId: 'operator_id', kind: 'kind', text: 'text', sentAt: 'sent_at' },
    })
    .from('application_messages')
    .where('application_id', applicationId)
    .orderBy('sent_at');
  return Promise.all(
    rows.map(async ({ text, ...row }) => {
      const plain = await openForSubject(db, vault, { subjectRef, context: contextOf(row.id), value: text });
      return { ...row, text: plain ?? '' };
    }),
  );
}

/** How many messages one side has sent already. */
export async function countApplicationMessages(tx: Tx, applicationId: string): Promise<number> {
  const [row] = await tx.from('application_messages').where('application_id', applicationId).count<{ count: string }[]>('* as count');
  return Number(row?.count ?? 0);
}

/** The one written last. */
export async function findLastMessageId(tx: Tx, applicationId: string): Promise<string | undefined> {
  const query = tx.select('id').from('application_messages').where('application_id', applicationId).orderBy('sent_at', 'desc');
  return ((await query.first()) as { id: string } | undefined)?.id;
}

/** Its applicant waits for no word from operators. */
export async function setNothingAsked(tx: Tx, applicationId: string): Promise<void> {
  await tx('applications').where('id', applicationId).update({ asked_at: null });
}

function contextOf(id: string): string {
  return `application-message/${id}`;
}
