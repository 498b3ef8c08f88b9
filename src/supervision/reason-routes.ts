import { Router } from 'express';
import { ReasonPage } from '../../views/supervision/reason.tsx';
import { atomically, type WorkNeeds } from '../db/database.ts';
import { emptyForm, formOrPage } from '../http/parse-form.ts';
import { sendPage } from '../http/render.ts';
import { backForm, reasonForm } from './forms.ts';
import { endReason, giveReason } from './give-reason.ts';
import { requireRecentSupervising, requireSupervising } from './guards.ts';

/** A supervisor says why persons are named to them, and that they are done. */
export function reasonRoutes(needs: WorkNeeds): Router {
  const router = Router();

  router.get('/supervision/reason', async (req, res) => {
    await requireRecentSupervising(needs, res);
    sendPage(res, ReasonPage, { form: emptyForm, ...backForm.parse({ back: req.query['back'] }) });
  });

  router.post('/supervision/reason', async (req, res) => {
    const supervisor = await requireRecentSupervising(needs, res);
    const form = await formOrPage(reasonForm, req.body, (mistakes) => {
      sendPage(res, ReasonPage, { form: mistakes, ...backForm.parse({ back: mistakes.values['back'] }) }, 422);
    });
    if (!form) return;
    const { back, ...stated } = form;
    await atomically(needs, (work) => giveReason(work, { ...stated, supervisor }));
    res.redirect(303, back);
  });

  router.post('/supervision/reason/end', async (req, res) => {
    const supervisor = await requireSupervising(needs, res);
    await atomically(needs, (work) => endReason(work, supervisor));
    res.redirect(303, backForm.parse(req.body).back);
  });

  return router;
}
