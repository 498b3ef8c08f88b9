import { Router, type Request, type Response } from 'express';
import type { ZodType } from 'zod';
import { OperatorOrganisationPage } from '../../views/operation/organisation.tsx';
import { OperatorOrganisationsPage } from '../../views/operation/organisations.tsx';
import { after as afterInstant, day } from '../clock.ts';
import type { Work, WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { emptyForm, type Form, formOrPage } from '../http/parse-form.ts';
import { sendPage } from '../http/render.ts';
import { requireOperator, requireRecentOperator } from '../identity/guards.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { isId } from '../mandates/forms.ts';
import { findLastEnding } from '../organisations/ending-store.ts';
import { helperName } from '../organisations/helper.ts';
import { listManagers } from '../organisations/membership-store.ts';
import { listOrganisations, listWithoutManager } from '../organisations/oversight-store.ts';
import { listEndingCertifications } from '../organisations/renewal-store.ts';
import { findOrganisation, listHelpers } from '../organisations/store.ts';
import { listStandingEntries } from '../supervision/story-store.ts';
import { askForManager } from './ask-for-manager.ts';
import { requestAct } from './dangerous-acts.ts';
import { memberForm, reasonForm, searchQuery } from './forms.ts';
import { liftSuspension, type Stop, suspendOrganisation } from './stop-organisation.ts';

const perPage = 50;

/** Operators find organisations, suspend them, lift it; withdrawing one is asked of another operator. */
export function operatorOrganisationRoutes(needs: WorkNeeds): Router {
  const router = Router();
  const act =
    <T extends object>({ door, asks, schema }: Door<T>, doIt: (work: Work, asked: T & Omit<Stop, 'reason'>) => Promise<void>) =>
    async (req: Request<{ id: string }>, res: Response) => {
      const { helper: operator } = requireRecentOperator(needs, res);
      const organisationId = known(req.params.id);
      const form = await formOrPage(schema, req.body, (mistakes) => show(needs, res, { id: organisationId, form: mistakes }));
      if (!form) return;
      const attempt = { event: 'operator_attempt_refused', helper: operator, organisationId, details: { door } } as const;
      await atomicallyRecorded(needs, attempt, (work) => doIt(work, { ...form, organisationId, operator }));
      res.redirect(303, asks === true ? '/operator/requests' : `/operator/organisations/${organisationId}`);
    };

  router.get('/operator/organisations', async (req, res) => {
    requireOperator(res);
    const { q: search, name, id } = searchQuery.parse(req.query);
    const after = name !== undefined && id !== undefined ? { name, id } : null;
    const found = await listOrganisations(needs.db, { search, after, limit: perPage + 1 });
    const next = found.length > perPage ? (found[perPage - 1] ?? null) : null;
    const at = needs.clock.now();
    const near = { from: afterInstant(at, -30 * day), before: afterInstant(at, 90 * day), limit: perPage };
    const isFirst = search === '' && after === null;
    const ending = isFirst ? await listEndingCertifications(needs.db, near) : null;
    const unmanaged = isFirst ? await listWithoutManager(needs.db, { at, limit: perPage }) : [];
    sendPage(res, OperatorOrganisationsPage, { search, organisations: found.slice(0, perPage), ending, unmanaged, next, at });
  });

  router.get('/operator/organisations/:id', async (req, res) => {
    requireRecentOperator(needs, res); // asked for before the form is filled in, not after
    await show(needs, res, { id: known(req.params.id), form: emptyForm });
  });

  router.post('/operator/organisations/:id/suspension', act({ door: 'suspension', schema: reasonForm }, suspendOrganisation));
  router.post('/operator/organisations/:id/suspension/lift', act({ door: 'lift', schema: reasonForm }, liftSuspension));
  router.post(
    '/operator/organisations/:id/withdrawal',
    act({ door: 'withdrawal', asks: true, schema: reasonForm }, (work, { organisationId, operator, reason }) =>
      requestAct(work, { act: 'withdraw_organisation', target: organisationId, terms: { reason }, operator }),
    ),
  );
  router.post('/operator/organisations/:id/manager', act({ door: 'manager', asks: true, schema: memberForm }, askForManager));

  return router;
}

/** What an operator does to an organisation: what it takes, and whether another one is asked to approve. */
interface Door<T> {
  readonly door: string;
  readonly asks?: true;
  readonly schema: ZodType<T>;
}

async function show(needs: WorkNeeds, res: Response, { id, form }: { readonly id: string; readonly form: Form }): Promise<void> {
  const organisation = await findOrganisation(needs.db, id);
  if (!organisation) throw new Refusal('organisation_unknown');
  const [ending, entries, managers] = await Promise.all([
    findLastEnding(needs.db, id),
    listStandingEntries(needs.db, { organisationId: id }),
    listManagers(needs.db, id),
  ]);
  const deciders = await listHelpers(needs.db, [...new Set(entries.flatMap(({ helperId }) => helperId ?? []))]);
  const names = new Map(deciders.map((one) => [one.id, helperName(one)]));
  const shown = { organisation, isManaged: managers.length > 0, ending, entries, names, form, at: needs.clock.now() };
  sendPage(res, OperatorOrganisationPage, shown, form === emptyForm ? 200 : 422);
}

function known(id: string): string {
  if (!isId(id)) throw new Refusal('organisation_unknown');
  return id;
}
