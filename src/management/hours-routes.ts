import { Router } from 'express';
import { HoursPage } from '../../views/management/hours.tsx';
import { emptyForm, formOrPage } from '../http/parse-form.ts';
import { sendPage } from '../http/render.ts';
import type { SessionNeeds } from '../http/sessions.ts';
import { requireRecentManager } from '../identity/manager-guards.ts';
import { weekForm } from '../organisations/hours-form.ts';
import { findHours } from '../organisations/hours-store.ts';
import { declareHours } from './declare-hours.ts';
import { manage, managing } from './manage.ts';

/** When the organisation helps. */
export function hoursRoutes(needs: SessionNeeds): Router {
  const router = Router();

  router.get('/manager/hours', async (_req, res) => {
    const { organisation } = requireRecentManager(needs, res); // asked for before the form is filled in, not after
    sendPage(res, HoursPage, { form: emptyForm, hours: await findHours(needs.db, organisation.id) });
  });

  router.post('/manager/hours', async (req, res) => {
    const manager = requireRecentManager(needs, res);
    const form = await formOrPage(weekForm, req.body, async (mistakes) => {
      sendPage(res, HoursPage, { form: mistakes, hours: await findHours(needs.db, manager.organisation.id) }, 422);
    });
    if (!form) return;
    const by = managing(needs, manager);
    await manage(needs, { by, tried: { act: 'hours' } }, (work) => declareHours(work, { managing: by, hours: form.openingHours }));
    res.redirect(303, '/manager/hours');
  });

  return router;
}
