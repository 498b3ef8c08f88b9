import { Router } from 'express';
import { OrganisationActivityPage } from '../../views/management/activity.tsx';
import { sendPage } from '../http/render.ts';
import type { SessionNeeds } from '../http/sessions.ts';
import { requireManager } from '../identity/manager-guards.ts';
import { listEntries } from '../journal/store.ts';
import { activityQuery } from '../mandates/forms.ts';
import { listUsesById } from '../mandates/use-store.ts';
import { namesThen } from '../organisations/names-then.ts';

const linesPerPage = 25;

/** What was done for the organisation, by whom, when, for which procedure: never for whom, but by the mandate's reference. */
export function activityRoutes(needs: SessionNeeds): Router {
  const router = Router();
  router.get('/manager/activity', async (req, res) => {
    const { organisation } = requireManager(res);
    const { before } = activityQuery.parse(req.query);
    const entries = await listEntries(needs.db, { organisationId: organisation.id }, { limit: linesPerPage + 1, before });
    const ids = entries.flatMap(({ useId }) => useId ?? []);
    const clientNames = new Map((await listUsesById(needs.db, ids)).map(({ id, clientName }) => [id, clientName]));
    const names = await namesThen(needs.db, entries);
    const shown = { entries: entries.slice(0, linesPerPage), hasMore: entries.length > linesPerPage };
    sendPage(res, OrganisationActivityPage, { ...shown, clientNames, names });
  });
  return router;
}
