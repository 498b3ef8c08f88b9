import { randomUUID } from 'node:crypto';
import { minute, second } from '../clock.ts';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { sealForSubject } from '../journal/subject-keys.ts';
import type { Mandate } from '../mandates/mandate.ts';
import { receiptContext, receiptObstacle } from '../mandates/receipt.ts';
import { insertReceipt, type Statement } from '../mandates/receipt-store.ts';
import { findMandate } from '../mandates/store.ts';
import type { Use } from '../mandates/use.ts';
import { findUseByTxn } from '../mandates/use-store.ts';
import type { Person } from '../people/person.ts';
import { findPerson } from '../people/store.ts';
import { hashSecret } from '../vault.ts';
import { type ClaimsNeeds, mandateRef } from './claims.ts';
import { lockClientForUse } from './client-store.ts';
import { pairwise, subjectFor } from './pairwise.ts';
import { procedureNamed } from './mandated-act.ts';
import type { SignedReceipt } from './receipt-jwt.ts';

interface Subject {
  readonly use: Use;
  readonly mandate: Mandate;
  readonly person: Person;
}

/** A service states what was done under a use of its own. Kept as it came, for the person; said once. */
export async function receiveReceipt(needs: ClaimsNeeds, work: Work, receipt: SignedReceipt): Promise<{ readonly id: string }> {
  const client = await lockClientForUse(work.tx, work.vault, receipt.client.id);
  if (!client || client.disabledAt) throw new Refusal('client_disabled');
  const { use, mandate, person } = await subjectOf(needs, work, receipt);
  const id = randomUUID();
  const statement = await sealForSubject(work, person.subjectRef, {
    context: receiptContext(id),
    plain: JSON.stringify(statementOf(receipt)),
  });
  const jtiHash = hashSecret(receipt.claims.jti);
  const kept = { id, useId: use.id, mandateId: mandate.id, clientId: client.id, jtiHash, statement, receivedAt: work.at };
  if (!(await insertReceipt(work.tx, kept))) throw new Refusal('receipt_replayed');
  await append(work, {
    ...{ event: 'receipt_received', mandate, useId: use.id, person, organisationId: use.organisationId, clientId: client.id },
    procedure: use.procedure,
    details: { receipt: id, ...acts(receipt), digest: hashSecret(receipt.jwt).toString('hex') },
  });
  return { id };
}

/** What the statement is about: a use of this very client, whose identity it was given, of the person and mandate it names. */
async function subjectOf(needs: ClaimsNeeds, { tx, vault, at }: Work, { client, claims }: SignedReceipt): Promise<Subject> {
  const use = await findUseByTxn(tx, claims.txn);
  if (use?.clientId !== client.id) throw new Refusal('receipt_txn_unknown'); // another's and none are the same answer
  const no = receiptObstacle(use, at);
  if (no) throw new Refusal(no);
  const mandate = await findMandate(tx, use.mandateId);
  const person = await findPerson(tx, vault, use.personId);
  if (!mandate || !person) throw new Refusal('receipt_txn_unknown');
  if (!speaksOf(needs, { use, mandate }, { client, claims })) throw new Refusal('receipt_about_another');
  if (claims.iat * second < use.usedAt.getTime() - minute) throw new Refusal('receipt_not_in_time');
  return { use, mandate, person };
}

/** Under the names this client knows them by: the subject must be named; mandate, helper and procedure may be, and must then be these. */
function speaksOf(
  { pairwiseKey }: ClaimsNeeds,
  { use, mandate }: Pick<Subject, 'use' | 'mandate'>,
  { client, claims }: Pick<SignedReceipt, 'client' | 'claims'>,
): boolean {
  const named: readonly (readonly [said: string | undefined, ours: string])[] = [
    [claims.sub, subjectFor(pairwiseKey, client, use)],
    [claims.sub_id?.id, mandateRef({ pairwiseKey }, client.id, mandate.id)],
    [claims.act?.sub, pairwise(pairwiseKey, client.id, { kind: 'helper', id: use.helperId })],
  ];
  const isProcedure = claims.procedure === undefined || procedureNamed(claims.procedure) === use.procedure;
  return isProcedure && named.every(([said, ours]) => said === undefined || said === ours);
}

function acts({ claims: { action, outcome } }: SignedReceipt): Pick<Statement, 'action' | 'outcome'> {
  return { action, outcome };
}

function statementOf(receipt: SignedReceipt): Statement {
  const { claims, jwt, key } = receipt;
  const { label = null, reference = null, iat } = claims;
  return { ...acts(receipt), label, reference, statedAt: new Date(iat * second), jwt, key };
}
