import { type Request, type Response, Router } from 'express';
import { OperatorAccountsPage } from '../../views/operation/accounts.tsx';
import { ClientRegisteredPage, OperatorRequestsPage } from '../../views/operation/requests.tsx';
import { Refusal } from '../errors.ts';
import { backToList, openPage } from '../http/listing.ts';
import { emptyForm, formOrPage } from '../http/parse-form.ts';
import { sendPage } from '../http/render.ts';
import { requireOperator, requireRecentOperator } from '../identity/guards.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { isId } from '../mandates/forms.ts';
import { type Helper, helperName } from '../organisations/helper.ts';
import { namesOfOrganisations } from '../organisations/name-store.ts';
import { listSuspendedAccounts } from '../organisations/oversight-store.ts';
import { listHelpers } from '../organisations/store.ts';
import { approveRequest, refuseRequest } from './dangerous-acts.ts';
import type { OperationNeeds } from './application-routes.ts';
import { pageQuery, reasonForm } from './forms.ts';
import { liftAccountSuspension } from './lift-account-suspension.ts';
import { listOpenRequests } from './request-store.ts';
import { withdrawHelper } from './withdraw-helper.ts';

/** What waits for a second operator; and the accounts that are suspended. */
export function operatorRequestRoutes(needs: OperationNeeds): Router {
  const router = Router();

  router.get('/operator/requests', async (_req, res) => {
    const { helper } = requireOperator(res);
    const requests = await listOpenRequests(needs.db, needs.clock.now());
    const named = requests.flatMap(({ requestedBy, terms }) => [
      requestedBy,
      ...(isId(String(terms['helper'])) ? [String(terms['helper'])] : []),
    ]);
    const [people, bodies] = await Promise.all([
      listHelpers(needs.db, named),
      namesOfOrganisations(needs.db, requests.map(({ target }) => target).filter(isId)),
    ]);
    const names = new Map([...people.map((one) => [one.id, helperName(one)] as const), ...bodies]);
    sendPage(res, OperatorRequestsPage, { requests, names, own: helper.id });
  });

  router.post('/operator/requests/:id/approval', async (req, res) => {
    const { helper: operator } = requireRecentOperator(needs, res);
    const id = known(req.params.id);
    const attempt = { event: 'operator_attempt_refused', helper: operator, details: { door: 'approval', request: id } } as const;
    const secret = await atomicallyRecorded(needs, attempt, (work) => approveRequest(work, { id, operator, publicUrl: needs.publicUrl }));
    if (secret === null) res.redirect(303, '/operator/requests');
    else sendPage(res, ClientRegisteredPage, { secret });
  });

  router.post('/operator/requests/:id/refusal', async (req, res) => {
    const { helper: operator } = requireRecentOperator(needs, res);
    const id = known(req.params.id);
    const attempt = { event: 'operator_attempt_refused', helper: operator, details: { door: 'refusal', request: id } } as const;
    await atomicallyRecorded(needs, attempt, (work) => refuseRequest(work, { id, operator }));
    res.redirect(303, '/operator/requests');
  });

  router.get('/operator/accounts', async (req, res) => {
    requireRecentOperator(needs, res); // asked for before a reason is typed, not after
    const { page } = pageQuery.parse(req.query);
    const { lines, ...shown } = await openPage((place) => listSuspendedAccounts(needs.db, place), { page, size: accountsPerPage });
    sendPage(res, OperatorAccountsPage, { accounts: lines, ...shown, form: emptyForm });
  });

  router.post('/operator/accounts/:id/lift', async (req, res) => {
    const asked = await askedOf(needs, req, res);
    if (!asked) return;
    await atomicallyRecorded(needs, attemptOn(asked), (work) => liftAccountSuspension(work, { ...asked, publicUrl: needs.publicUrl }));
    res.redirect(303, backToList(res, '/operator/accounts'));
  });

  router.post('/operator/accounts/:id/withdrawal', async (req, res) => {
    const asked = await askedOf(needs, req, res);
    if (!asked) return;
    await atomicallyRecorded(needs, attemptOn(asked), (work) => withdrawHelper(work, asked));
    res.redirect(303, backToList(res, '/operator/accounts'));
  });

  return router;
}

const accountsPerPage = 25;

/** What an operator asks about an account, and why; undefined when the account was given back to them, the reason missing. */
async function askedOf(needs: OperationNeeds, req: Request<{ id: string }>, res: Response) {
  const { helper: operator } = requireRecentOperator(needs, res);
  const helperId = req.params.id;
  if (!isId(helperId)) throw new Refusal('account_unknown');
  const form = await formOrPage(reasonForm, req.body, async (mistakes) => {
    const accounts = await listSuspendedAccounts(needs.db, { only: helperId, limit: 1, offset: 0 });
    if (accounts.length === 0) throw new Refusal('account_unknown');
    sendPage(res, OperatorAccountsPage, { accounts, page: 1, hasMore: false, form: mistakes }, 422);
  });
  return form && { helperId, operator, ...form };
}

function attemptOn({ operator, helperId }: { readonly operator: Helper; readonly helperId: string }) {
  return { event: 'operator_attempt_refused', helper: operator, details: { door: 'account', account: helperId } } as const;
}

function known(id: string): string {
  if (!isId(id)) throw new Refusal('operator_request_unknown');
  return id;
}
