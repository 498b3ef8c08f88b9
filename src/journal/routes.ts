import { Router } from 'express';
import { VerifyProofPage } from '../../views/public/verify-proof.tsx';
import { sendPage } from '../http/render.ts';

export interface JournalPageNeeds {
  /** The keys or the policy that people are given to verify with: a public key a line, or a tlog-policy; empty when there is none. */
  readonly journalPolicy: string;
}

/** The page on which anybody verifies a proof, in their own browser. */
export function journalRoutes({ journalPolicy }: JournalPageNeeds): Router {
  const router = Router();
  router.get('/verify-proof', (_req, res) => {
    // what the page promises, the browser enforces: it can send nothing anywhere
    const policy = String(res.getHeader('Content-Security-Policy')).replace(/connect-src [^;]*/, "connect-src 'none'");
    res.setHeader('Content-Security-Policy', policy);
    sendPage(res, VerifyProofPage, { trusted: journalPolicy });
  });
  return router;
}
