import { importJWK, SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import { after, minute } from '../clock.ts';
import type { Work } from '../db/database.ts';
import { append } from '../journal/append.ts';
import { discloseUse } from '../mandates/disclose-use.ts';
import type { Procedure } from '../mandates/procedures.ts';
import { findMandate } from '../mandates/store.ts';
import type { Use } from '../mandates/use.ts';
import { useMandate } from '../mandates/use-mandate.ts';
import type { Helper } from '../organisations/helper.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { findPerson } from '../people/store.ts';
import { issuerOf, type ClaimsNeeds } from '../provider/claims.ts';
import type { Client } from '../provider/client.ts';
import { findClient } from '../provider/client-store.ts';
import type { ReceiptClaims } from '../provider/forms.ts';
import { subjectFor } from '../provider/pairwise.ts';
import { receiptType } from '../provider/receipt-jwt.ts';
import { receiveReceipt } from '../provider/receive-receipt.ts';
import { demoReceiptKey, serviceId } from './seed-clients.ts';
import { publicHalf } from './service-receipts.ts';

interface TakingUp {
  readonly mandateId: string;
  readonly procedure: Procedure;
  readonly helper: Helper;
  readonly organisation: Organisation;
}

const done: Partial<Record<Procedure, Pick<ReceiptClaims, 'action' | 'label' | 'outcome'>>> = {
  social: { action: 'activity_bonus_request', label: 'Demande de prime d’activité', outcome: 'accepted' },
  logement: { action: 'housing_aid_request', label: 'Demande d’aide au logement', outcome: 'submitted' },
};

/** A helper takes up a mandate at the demonstration service, which is given the identity. */
export async function takeUp(work: Work, { mandateId, procedure, helper, organisation }: TakingUp): Promise<Use> {
  const client = await demoClient(work);
  const of = { mandateId, procedure, client, helperId: helper.id, organisationId: organisation.id };
  const { use } = await useMandate(work, { ...of, secondFactorAt: work.at });
  await discloseUse(work, { useId: use.id, client, door: 'token' });
  return use;
}

/** The service states what was done, ten minutes later: the person finds it with the use. */
export async function stateDone(work: Work, use: Use, needs: ClaimsNeeds): Promise<void> {
  const client = await demoClient(work);
  const key = demoReceiptKey(work.vault, serviceId);
  const claims = statementOf(needs, use, client);
  const jwt = await new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'EdDSA', typ: receiptType, kid: key.kid ?? '' })
    .sign(await importJWK(key, 'EdDSA'));
  const at = after(use.usedAt, 10 * minute);
  await receiveReceipt(needs, { ...work, at }, { client, claims, jwt, key: publicHalf(key) });
}

/** A helper tried a procedure that the mandate does not cover: refused, and the person sees that somebody tried. */
export async function attempt(work: Work, { mandateId, procedure, helper, organisation }: TakingUp): Promise<void> {
  const mandate = await findMandate(work.tx, mandateId);
  const person = mandate && (await findPerson(work.tx, work.vault, mandate.personId));
  if (!person) throw new Error(`The demonstration has no mandate ${mandateId}.`);
  const about = { mandate, person, helper, organisationId: organisation.id, clientId: serviceId, procedure };
  await append(work, { event: 'use_refused', refusal: 'procedure_not_covered', ...about });
}

function statementOf(needs: ClaimsNeeds, use: Use, client: Client): Omit<ReceiptClaims, 'nbf'> {
  const iat = Math.floor(after(use.usedAt, 10 * minute).getTime() / 1_000);
  return {
    ...{ iss: client.id, aud: issuerOf(needs), sub: subjectFor(needs.pairwiseKey, client, use), jti: randomUUID(), txn: use.txn },
    ...{ iat, exp: iat + 600, reference: `AL-${use.txn.slice(0, 6).toUpperCase()}` },
    ...(done[use.procedure] ?? { action: 'request', outcome: 'done' }),
  };
}

async function demoClient(work: Work): Promise<Client> {
  const client = await findClient(work.tx, work.vault, serviceId);
  if (!client) throw new Error(`The demonstration has no ${serviceId}.`);
  return client;
}
