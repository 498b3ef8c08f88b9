import { type Request, Router } from 'express';
import { LookPage } from '../../views/management/look.tsx';
import { MandateListPage } from '../../views/management/mandates.tsx';
import { OpenedPage } from '../../views/management/opened.tsx';
import { atomically } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { emptyForm, formOrPage } from '../http/parse-form.ts';
import { sendPage } from '../http/render.ts';
import type { SessionNeeds } from '../http/sessions.ts';
import { requireManager, requireRecentManager } from '../identity/manager-guards.ts';
import { listOfOrganisation } from '../mandates/list-store.ts';
import { listWithoutHelper } from '../mandates/named-store.ts';
import { findMandate } from '../mandates/store.ts';
import { lookForm } from '../people/forms.ts';
import { isId, rosterQuery } from './forms.ts';
import { lookIntoMandate, readLook } from './look-into-mandate.ts';
import { manage, managing } from './manage.ts';

const linesPerPage = 25;

/** The organisation's mandates by pseudonym; one of them, once a reason is stated. */
export function mandateRoutes(needs: SessionNeeds): Router {
  const router = Router();

  router.get('/manager/mandates', async (req, res) => {
    const { organisation } = requireManager(res);
    const { page, ended, without } = rosterQuery.parse(req.query);
    const at = needs.clock.now();
    const withoutHelper = await listWithoutHelper(needs.db, { organisationId: organisation.id, at, limit: 100 });
    const place = { limit: linesPerPage + 1, offset: (page - 1) * linesPerPage };
    const asked = without ? { active: true, among: withoutHelper } : { active: !ended };
    const lines = await listOfOrganisation(needs.db, needs.vault, { organisationId: organisation.id, at, ...asked, ...place });
    const list = without ? 'withoutHelper' : ended ? 'ended' : 'active';
    const shown = { lines: lines.slice(0, linesPerPage), hasMore: lines.length > linesPerPage };
    sendPage(res, MandateListPage, { ...shown, page, list, withoutHelper });
  });

  router.get('/manager/mandates/:id/looks', async (req, res) => {
    const { organisation } = requireRecentManager(needs, res);
    sendPage(res, LookPage, { form: emptyForm, mandateId: await ownMandate(req, organisation.id) });
  });

  router.post('/manager/mandates/:id/looks', async (req, res) => {
    const manager = requireRecentManager(needs, res);
    const mandateId = await ownMandate(req, manager.organisation.id);
    const form = await formOrPage(lookForm, req.body, (mistakes) => {
      sendPage(res, LookPage, { form: mistakes, mandateId }, 422);
    });
    if (!form) return;
    const by = managing(needs, manager);
    const asked = { managing: by, mandateId, ...form };
    const look = await manage(needs, { by, tried: { act: 'look', on: mandateId } }, (work) => lookIntoMandate(work, asked));
    res.redirect(303, `/manager/mandates/${mandateId}/looks/${look}`);
  });

  router.get('/manager/mandates/:id/looks/:look', async (req, res) => {
    const by = managing(needs, requireRecentManager(needs, res));
    const { id: mandateId, look: lookId } = req.params;
    if (!isId(mandateId) || !isId(lookId)) throw new Refusal('mandate_unknown');
    sendPage(res, OpenedPage, await atomically(needs, (work) => readLook(work, { managing: by, mandateId, lookId })));
  });

  /** Another organisation's mandate and none are the same answer. */
  async function ownMandate(req: Request<{ id: string }>, organisationId: string): Promise<string> {
    const mandate = isId(req.params.id) ? await findMandate(needs.db, req.params.id) : undefined;
    if (mandate?.organisationId !== organisationId) throw new Refusal('mandate_unknown');
    return mandate.id;
  }

  return router;
}
