import { Router, type Request } from 'express';
import { StatisticsPage } from '../../views/supervision/statistics.tsx';
import type { Db, WorkNeeds } from '../db/database.ts';
import { sendPage, speakAllLanguages } from '../http/render.ts';
import { requireManager } from '../identity/manager-guards.ts';
import { type Statistics, statisticsOf } from './statistics.ts';
import { listCounts, listMonths } from './statistics-store.ts';

/** Counts, never names: for everybody, and for a manager of their own organisation. */
export function statisticsRoutes(needs: Pick<WorkNeeds, 'db'>): Router {
  const router = Router();

  router.get('/statistics', speakAllLanguages, async (req, res) => {
    res.set('Cache-Control', 'private, max-age=300');
    sendPage(res, StatisticsPage, { organisation: null, statistics: await lastYear(needs.db, null, monthOf(req)) });
  });

  router.get('/statistics/organisation', async (req, res) => {
    const { organisation } = requireManager(res);
    sendPage(res, StatisticsPage, { organisation: organisation.name, statistics: await lastYear(needs.db, organisation.id, monthOf(req)) });
  });

  return router;
}

function monthOf({ query }: Request): string | undefined {
  return typeof query['month'] === 'string' ? query['month'] : undefined;
}

async function lastYear(db: Db, organisationId: string | null, asked: string | undefined): Promise<Statistics> {
  const months = await listMonths(db, 12);
  const since = months.at(-1);
  return statisticsOf(months, since === undefined ? [] : await listCounts(db, { organisationId, since }), asked);
}
