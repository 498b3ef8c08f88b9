import { type Request, type Response, Router } from 'express';
import { VerificationPage } from '../../views/mandates/verification.tsx';
import type { WorkNeeds } from '../db/database.ts';
import { emptyForm, type Form, formOrPage } from '../http/parse-form.ts';
import { placeOf } from '../http/place.ts';
import { rateLimit } from '../http/rate-limit.ts';
import { sendPage, speakAllLanguages } from '../http/render.ts';
import { paperForm, verificationForm } from './forms.ts';
import { listPaperKeys } from './paper-key-store.ts';
import { type PaperVerdict, type Verdict, verifyMandate, verifyPaper } from './verify-mandate.ts';

interface Answer {
  readonly form: Form;
  readonly verdict?: Verdict | null;
  readonly paper?: PaperVerdict;
}

/** For whoever holds the paper of a mandate: is it genuine, is it the text that was agreed to, and does it still count? */
export function verificationRoutes(needs: WorkNeeds): Router {
  const router = Router();
  const limit = rateLimit(needs, { name: 'verify', points: 30, seconds: 60 });
  router.use('/verify', speakAllLanguages);

  router.get('/verify', async (req, res) => {
    if (Object.keys(req.query).every((name) => name === 'lang')) await answer(res, { form: emptyForm });
    else if ('paper' in req.query) await answerSquare(req, res);
    else await answerHand(req, res);
  });

  router.get('/verify/keys.json', async (_req, res) => {
    const keys = await listPaperKeys(needs.db);
    res.json({ keys: keys.map(({ kid, publicKey }) => ({ ...publicKey, kid, alg: 'ES256', use: 'sig' })) });
  });

  /** What was scanned. */
  async function answerSquare(req: Request, res: Response): Promise<void> {
    await limit.take(placeOf(req));
    const form = await formOrPage(paperForm, req.query, (mistakes) => answer(res, { form: mistakes }, 422));
    if (form)
      await answer(res, { form: { values: form, mistakes: {} }, paper: await verifyPaper(needs.db, form.paper, needs.clock.now()) });
  }

  /** What was copied by hand. */
  async function answerHand(req: Request, res: Response): Promise<void> {
    await limit.take(placeOf(req));
    const form = await formOrPage(verificationForm, req.query, (mistakes) => answer(res, { form: mistakes }, 422));
    if (form) await answer(res, { form: { values: form, mistakes: {} }, verdict: await verifyMandate(needs.db, form, needs.clock.now()) });
  }

  async function answer(res: Response, { form, verdict, paper }: Answer, status = 200): Promise<void> {
    const keys = await listPaperKeys(needs.db);
    sendPage(res, VerificationPage, { form, verdict, paper, keys, at: needs.clock.now() }, status);
  }

  return router;
}
