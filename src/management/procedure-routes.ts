import { Router } from 'express';
import { ProceduresPage } from '../../views/management/procedures.tsx';
import { emptyForm, formOrPage } from '../http/parse-form.ts';
import { sendPage } from '../http/render.ts';
import type { SessionNeeds } from '../http/sessions.ts';
import { requireRecentManager } from '../identity/manager-guards.ts';
import { proceduresForm } from './forms.ts';
import { manage, managing } from './manage.ts';
import { restrictProcedures } from './restrict-procedures.ts';

/** Which procedures the organisation helps with. */
export function procedureRoutes(needs: SessionNeeds): Router {
  const router = Router();

  router.get('/manager/procedures', (_req, res) => {
    sendPage(res, ProceduresPage, { form: emptyForm, ...requireRecentManager(needs, res) });
  });

  router.post('/manager/procedures', async (req, res) => {
    const manager = requireRecentManager(needs, res);
    const form = await formOrPage(proceduresForm, req.body, (mistakes) => {
      sendPage(res, ProceduresPage, { form: mistakes, ...manager }, 422);
    });
    if (!form) return;
    const by = managing(needs, manager);
    const asked = { managing: by, helpsWith: form.procedures };
    await manage(needs, { by, tried: { act: 'procedures' } }, (work) => restrictProcedures(work, asked));
    res.redirect(303, '/manager/procedures');
  });

  return router;
}
