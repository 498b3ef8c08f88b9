import { Router } from 'express';
import { FiguresPage } from '../../views/supervision/figures.tsx';
import type { WorkNeeds } from '../db/database.ts';
import { sendPage } from '../http/render.ts';
import { figuresOf } from './figures.ts';
import { figureQuery } from './oversight-forms.ts';
import { requireSupervising } from './guards.ts';

/** What happened, in numbers and charts. */
export function figureRoutes(needs: WorkNeeds): Router {
  const router = Router();
  router.get('/supervision/figures', async (req, res) => {
    const supervisor = await requireSupervising(needs, res);
    const { days } = figureQuery.parse(req.query);
    sendPage(res, FiguresPage, { days, figures: await figuresOf(needs.db, supervisor, { at: needs.clock.now(), days }) });
  });
  return router;
}
