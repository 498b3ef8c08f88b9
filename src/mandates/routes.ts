import { type Request, Router } from 'express';
import { ActivityPage } from '../../views/mandates/activity.tsx';
import { HomePage } from '../../views/mandates/home.tsx';
import { MandatePage } from '../../views/mandates/mandate.tsx';
import { NewMandatePage } from '../../views/mandates/new.tsx';
import { RevocationPage } from '../../views/mandates/revocation.tsx';
import type { WorkNeeds } from '../db/database.ts';
import { atomically } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { emptyForm, formOrPage } from '../http/parse-form.ts';
import { sendPage } from '../http/render.ts';
import { requireHelper } from '../identity/guards.ts';
import { homeBesideHelping } from '../identity/manager-guards.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { listCertified } from '../organisations/certified-store.ts';
import { listEntries } from '../journal/store.ts';
import { listDraftsOfHelper } from './draft-store.ts';
import { draftRoutes, type DraftNeeds } from './draft-routes.ts';
import { activityQuery, isId, listQuery, revocationForm } from './forms.ts';
import { letterRoutes } from './letter-routes.ts';
import { isRenewable } from './mandate.ts';
import { hasPrintedSince } from './letter-store.ts';
import { listHeld, listOfOrganisation } from './list-store.ts';
import { countWaitingLetters } from './news-store.ts';
import { listWaitingOffers } from './offer-store.ts';
import { paperRoutes } from './paper-routes.ts';
import { reprintableSince } from './print-letter.ts';
import { revokeMandate } from './revoke-mandate.ts';
import { tellEnded } from './tell-person.ts';
import { listUsesById } from './use-store.ts';
import { viewMandate } from './view-mandate.ts';

const linesPerPage = 20;

/** What a helper does with mandates: finds them, concludes them, ends them. */
export function mandateRoutes(needs: WorkNeeds & DraftNeeds): Router {
  const router = Router();
  router.use(draftRoutes(needs));
  router.use(paperRoutes(needs));
  router.use(letterRoutes(needs));

  router.get('/home', async (req, res) => {
    const elsewhere = homeBesideHelping(res);
    if (elsewhere !== null) return res.redirect(303, elsewhere);
    const { helper, organisation } = requireHelper(res);
    const { q, page, ended } = listQuery.parse(req.query);
    const at = needs.clock.now();
    const query = {
      organisationId: organisation.id,
      at,
      active: !ended,
      search: q,
      limit: linesPerPage + 1,
      offset: (page - 1) * linesPerPage,
    };
    const lines = await listOfOrganisation(needs.db, needs.vault, query);
    const drafts = await listDraftsOfHelper(needs.db, { helperId: helper.id, organisationId: organisation.id, at });
    const offers = await listWaitingOffers(needs.db, needs.vault, { organisationId: organisation.id, at, limit: linesPerPage });
    const letters = await countWaitingLetters(needs.db, organisation.id);
    const hasPrinted = await hasPrintedSince(needs.db, organisation.id, reprintableSince(at));
    sendPage(res, HomePage, {
      letters,
      hasPrinted,
      offers,
      at,
      drafts,
      search: q,
      ended: ended === '1',
      page,
      lines: lines.slice(0, linesPerPage),
      hasMore: lines.length > linesPerPage,
    });
  });

  router.get('/mandates/:id', async (req, res) => {
    const signedIn = requireHelper(res);
    const view = await atomically(needs, (work) => viewMandate(work, { ...signedIn, mandateId: idOf(req) }));
    sendPage(res, MandatePage, { ...view, at: needs.clock.now() });
  });

  router.get('/mandates/:id/renewal', async (req, res) => {
    const signedIn = requireHelper(res);
    const { mandate } = await atomically(needs, (work) => viewMandate(work, { ...signedIn, mandateId: idOf(req) }));
    if (!isRenewable(mandate, needs.clock.now())) throw new Refusal('mandate_not_renewable');
    const { duration, language, namedHelpers } = mandate;
    const helpers = await listCertified(needs.db, { organisationId: mandate.organisationId, at: needs.clock.now() });
    const users = namedHelpers ? { users: 'named', named: namedHelpers } : { users: 'anyone' };
    const procedures = mandate.procedures.filter(({ endCause }) => endCause !== 'revoked').map(({ code }) => code);
    const values = { procedures, duration, language, renews: mandate.id, ...users };
    sendPage(res, NewMandatePage, { form: { values, mistakes: {} }, ...signedIn, helpers });
  });

  router.get('/mandates/:id/revocation', async (req, res) => {
    const signedIn = requireHelper(res);
    const { mandate, person } = await atomically(needs, (work) => viewMandate(work, { ...signedIn, mandateId: idOf(req) }));
    const procedure = typeof req.query['procedure'] === 'string' ? req.query['procedure'] : 'all';
    sendPage(res, RevocationPage, { form: emptyForm, mandate, person, procedure });
  });

  router.post('/mandates/:id/revocation', async (req, res) => {
    const { helper, organisation } = requireHelper(res);
    const mandateId = idOf(req);
    const form = await formOrPage(revocationForm, req.body, async (mistakes) => {
      const { mandate, person } = await atomically(needs, (work) => viewMandate(work, { helper, organisation, mandateId }));
      sendPage(res, RevocationPage, { form: mistakes, mandate, person, procedure: 'all' }, 422);
    });
    if (!form) return;
    const attempt = { event: 'mandate_refused', helper, organisationId: organisation.id } as const;
    await atomicallyRecorded(needs, attempt, async (work) => {
      const { ended, ...revoked } = await revokeMandate(work, { ...form, mandateId, helper, organisationId: organisation.id });
      if (ended.length > 0) await tellEnded(work, { ...revoked, publicUrl: needs.publicUrl });
    });
    res.redirect(303, `/mandates/${mandateId}`);
  });

  router.get('/activity', async (req, res) => {
    const { helper, organisation } = requireHelper(res);
    const { before } = activityQuery.parse(req.query);
    const entries = await listEntries(needs.db, { helperId: helper.id }, { limit: linesPerPage + 1, before });
    const of = (key: 'useId' | 'mandateId'): string[] => entries.flatMap((entry) => entry[key] ?? []);
    const [uses, held] = await Promise.all([listUsesById(needs.db, of('useId')), listHeld(needs.db, organisation.id, of('mandateId'))]);
    const clientNames = new Map(uses.map(({ id, clientName }) => [id, clientName]));
    sendPage(res, ActivityPage, { entries: entries.slice(0, linesPerPage), hasMore: entries.length > linesPerPage, clientNames, held });
  });

  return router;
}

function idOf(req: Request<{ id: string }>): string {
  if (!isId(req.params.id)) throw new Refusal('mandate_unknown');
  return req.params.id;
}
