import { Router } from 'express';
import { type Db, isAnswering } from '../db/database.ts';

/** For whoever watches the process: it lives; it can work, that is, its database answers. */
export function healthRoutes({ db }: { readonly db: Db }): Router {
  const router = Router();
  router.get('/health/live', (_req, res) => {
    res.json({ status: 'live' });
  });
  router.get('/health/ready', async (_req, res) => {
    const answers = await isAnswering(db);
    res.status(answers ? 200 : 503).json({ status: answers ? 'ready' : 'database unavailable' });
  });
  return router;
}
