import { Router } from 'express';
import { IntegrityPage } from '../../views/supervision/integrity.tsx';
import { sendPage } from '../http/render.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { requireRecentSupervising, requireSupervising } from './guards.ts';
import { type IntegrityNeeds, readIntegrity } from './integrity.ts';
import { askVerification } from './verify-journal.ts';

const page = '/supervision/integrity';

/** How the record stands, and a verification of the whole of it, watched as it advances. */
export function integrityRoutes(needs: IntegrityNeeds): Router {
  const router = Router();

  router.get(page, async (req, res) => {
    await requireSupervising(needs, res);
    sendPage(res, IntegrityPage, { integrity: await readIntegrity(needs), byHand: req.query['by'] === 'hand' });
  });

  router.post('/supervision/integrity/verifications', async (_req, res) => {
    const supervisor = await requireRecentSupervising(needs, res);
    const attempt = { event: 'supervision_refused', helper: supervisor.helper, details: { door: 'verification' } } as const;
    await atomicallyRecorded(needs, attempt, (work) => askVerification(work, supervisor));
    res.redirect(303, page);
  });

  return router;
}
