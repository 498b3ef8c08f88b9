import { Router } from 'express';
import { SupervisorPage } from '../../views/supervision/supervisor.tsx';
import { SupervisorsPage } from '../../views/supervision/supervisors.tsx';
import { after, day } from '../clock.ts';
import { atomically, type WorkNeeds } from '../db/database.ts';
import { sendPage } from '../http/render.ts';
import { requireRecentlySignedIn } from '../identity/guards.ts';
import { requireOmbudsman } from './guards.ts';
import { accountIdOf, figureQuery } from './oversight-forms.ts';
import { listSupervisors } from './oversight-store.ts';
import { watchSupervisor } from './watch-supervisor.ts';

/** The supervisors, supervised: how often each looked, why, and what came of it. For the ombudsman, who is on the list too. */
export function oversightRoutes(needs: WorkNeeds): Router {
  const router = Router();

  router.get('/supervision/supervisors', async (req, res) => {
    const { helper } = requireOmbudsman(res);
    const { days } = figureQuery.parse(req.query);
    const lines = await listSupervisors(needs.db, after(needs.clock.now(), -days * day));
    sendPage(res, SupervisorsPage, { lines, days, me: helper.id });
  });

  router.get('/supervision/supervisors/:id', async (req, res) => {
    const { helper: ombudsman } = requireOmbudsman(res);
    requireRecentlySignedIn(needs, res);
    const since = after(needs.clock.now(), -366 * day);
    const watched = { ombudsman, supervisorId: accountIdOf(req), since };
    sendPage(res, SupervisorPage, await atomically(needs, (work) => watchSupervisor(work, watched)));
  });

  return router;
}
