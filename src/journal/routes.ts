import { Router } from 'express';
import { VerifyProofPage } from '../../views/public/verify-proof.tsx';
import type { Db } from '../db/database.ts';
import { sendPage, speakAllLanguages } from '../http/render.ts';
import { tileRoutes } from './tile-routes.ts';
import { findCheckpoint } from './tree-store.ts';

export interface JournalPageNeeds {
  readonly db: Db;
  /** The keys or the policy that people are given to verify with: a public key a line, or a tlog-policy; empty when there is none. */
  readonly journalPolicy: string;
  /** How many witnesses that policy asks for at least. */
  readonly cosignaturesNeeded: number;
}

/** The page on which anybody verifies a proof, in their own browser; the last signed state to keep a copy of, and the tree under it. */
export function journalRoutes({ db, journalPolicy, cosignaturesNeeded }: JournalPageNeeds): Router {
  const router = Router();
  router.get('/verify-proof', speakAllLanguages, async (_req, res) => {
    // what the page promises, the browser enforces: it can send nothing anywhere
    const policy = String(res.getHeader('Content-Security-Policy')).replace(/connect-src [^;]*/, "connect-src 'none'");
    res.setHeader('Content-Security-Policy', policy);
    sendPage(res, VerifyProofPage, { trusted: journalPolicy, last: await findCheckpoint(db), cosignaturesNeeded });
  });
  router.use(tileRoutes({ db }));
  return router;
}
