import { randomUUID } from 'node:crypto';
import { after, day } from '../clock.ts';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { type Helper, maySignIn } from '../organisations/helper.ts';
import { lockHelperForUse } from '../organisations/store.ts';
import { registrationForm } from '../provider/forms.ts';
import { registerClient } from '../provider/register-client.ts';
import { giveManager } from './give-manager.ts';
import { type DangerousAct, insertRequest, listOpenRequests, lockRequest, type OperatorRequest, setDecided } from './request-store.ts';
import { withdrawOrganisation } from './stop-organisation.ts';

/** How long a request waits for a second operator. */
const patience = 7 * day;

/** An operator asks for what one alone may not do. The same act on the same thing is asked for once at a time. */
export async function requestAct(
  work: Work,
  asked: { readonly act: DangerousAct; readonly target: string; readonly terms: OperatorRequest['terms']; readonly operator: Helper },
): Promise<void> {
  const { act, target, terms, operator } = asked;
  const open = await listOpenRequests(work.tx, work.at);
  if (open.some((request) => request.act === act && request.target === target)) throw new Refusal('request_open_already');
  const request = { id: randomUUID(), act, target, terms, requestedBy: operator.id };
  await insertRequest(work.tx, { ...request, requestedAt: work.at, expiresAt: after(work.at, patience) });
  await append(work, { event: 'operator_act_requested', helper: operator, details: { act, target } });
}

/** Who approves, and where those whom the act concerns are led. */
interface Approving {
  readonly operator: Helper;
  readonly publicUrl: string;
}

/** Another operator approves: the act is done now. Returns the secret of a client that was registered, to be shown this once. */
export async function approveRequest(work: Work, { id, ...approving }: Approving & { readonly id: string }): Promise<string | null> {
  const { operator } = approving;
  const request = await lockOpen(work, id);
  if (request.requestedBy === operator.id) throw new Refusal('request_of_oneself');
  const requester = await lockHelperForUse(work.tx, request.requestedBy);
  if (requester?.duty !== 'operator' || !maySignIn(requester)) throw new Refusal('requester_stopped');
  const secret = await acts[request.act](work, request, approving);
  await setDecided(work.tx, id, { decision: 'approved', by: operator.id, at: work.at });
  const { act, target, requestedBy } = request;
  await append(work, { event: 'operator_act_approved', helper: operator, details: { act, target, requested_by: requestedBy } });
  return secret;
}

/** Another operator says no, or the one who asked takes it back: nothing is done. */
export async function refuseRequest(work: Work, { id, operator }: { readonly id: string; readonly operator: Helper }): Promise<void> {
  const { act, target, requestedBy } = await lockOpen(work, id);
  const decision = requestedBy === operator.id ? 'cancelled' : 'refused';
  await setDecided(work.tx, id, { decision, by: operator.id, at: work.at });
  await append(work, { event: 'operator_act_declined', helper: operator, details: { act, target, requested_by: requestedBy } });
}

async function lockOpen(work: Work, id: string): Promise<OperatorRequest> {
  const request = await lockRequest(work.tx, id);
  if (!request) throw new Refusal('operator_request_unknown');
  if (request.decision !== null || request.expiresAt <= work.at) throw new Refusal('request_in_another_state');
  return request;
}

const acts: Readonly<Record<DangerousAct, (work: Work, request: OperatorRequest, approving: Approving) => Promise<string | null>>> = {
  withdraw_organisation: async (work, { target, terms, requestedAt }, { operator }) => {
    await withdrawOrganisation(work, {
      organisationId: target,
      operator,
      decidedOn: requestedAt,
      reason: textOf(terms['reason']),
    });
    return null;
  },
  register_client: async (work, { terms }) => (await registerClient(work, registrationForm.parse(terms))).secret,
  give_manager: async (work, { target, terms }, approving) => {
    await giveManager(work, { organisationId: target, helperId: textOf(terms['helper']), ...approving });
    return null;
  },
};

function textOf(term: unknown): string {
  return typeof term === 'string' ? term : '';
}
