import { Router } from 'express';
import { VerificationPage } from '../../views/mandates/verification.tsx';
import type { WorkNeeds } from '../db/database.ts';
import { emptyForm, formOrPage } from '../http/parse-form.ts';
import { rateLimit } from '../http/rate-limit.ts';
import { sendPage } from '../http/render.ts';
import { verificationForm } from './forms.ts';
import { verifyMandate } from './verify-mandate.ts';

/** For whoever holds the paper of a mandate: is it the text that was agreed to, and does it still count? */
export function verificationRoutes(needs: WorkNeeds): Router {
  const router = Router();
  const limit = rateLimit(needs.db, { name: 'verify', points: 30, seconds: 60 });

  router.get('/verify', async (req, res) => {
    if (Object.keys(req.query).every((name) => name === 'lang')) {
      sendPage(res, VerificationPage, { form: emptyForm, verdict: undefined });
      return;
    }
    await limit.take(req.ip ?? '');
    const paper = await formOrPage(verificationForm, req.query, (form) => {
      sendPage(res, VerificationPage, { form, verdict: undefined }, 422);
    });
    if (!paper) return;
    const verdict = await verifyMandate(needs.db, paper, needs.clock.now());
    sendPage(res, VerificationPage, { form: { values: paper, mistakes: {} }, verdict });
  });

  return router;
}
