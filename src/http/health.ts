import { Router } from 'express';
import type { Clock } from '../clock.ts';
import { type Db, isAnswering } from '../db/database.ts';

/** For whoever watches the process: it lives; it can work, that is, its database answers and they agree about the time. */
export function healthRoutes({ db, clock }: { readonly db: Db; readonly clock: Clock }): Router {
  const router = Router();
  router.get('/health/live', (_req, res) => {
    res.json({ status: 'live' });
  });
  router.get('/health/ready', async (_req, res) => {
    const status = !(await isAnswering(db)) ? 'database unavailable' : isTrusted(clock) ? 'ready' : 'clock astray';
    res.status(status === 'ready' ? 200 : 503).json({ status });
  });
  return router;
}

function isTrusted(clock: Clock): boolean {
  try {
    clock.now();
    return true;
  } catch {
    return false;
  }
}
