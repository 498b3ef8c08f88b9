import { type Response, Router } from 'express';
import { RefusalStoryPage } from '../../views/supervision/refusal-story.tsx';
import { UseStoryPage } from '../../views/supervision/use-story.tsx';
import type { WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { sendPage } from '../http/render.ts';
import { requireRecentlySignedIn } from '../identity/guards.ts';
import { isId } from '../mandates/forms.ts';
import { findReason } from './give-reason.ts';
import { requireSupervising } from './guards.ts';
import { proveStoryLine, type ProvingLine } from './prove-story-line.ts';
import type { Supervising } from './supervising.ts';
import { tellRefusal } from './tell-refusal.ts';
import { tellStory } from './tell-story.ts';

/** The story of a use, or of a refusal, and the proof of each of its lines. */
export function storyRoutes(needs: WorkNeeds): Router {
  const router = Router();

  router.get('/supervision/uses/:id', async (req, res) => {
    const supervisor = await requireReading(res);
    sendPage(res, UseStoryPage, { story: await tellStory(needs, { supervisor, useId: useIdIn(req.params.id) }) });
  });

  router.get('/supervision/uses/:id/entries/:entry/proof', async (req, res) => {
    const supervisor = await requireReading(res);
    await sendProof(res, { supervisor, of: { useId: useIdIn(req.params.id) }, entryId: req.params.entry });
  });

  router.get('/supervision/refusals/:entry', async (req, res) => {
    const supervisor = await requireReading(res);
    sendPage(res, RefusalStoryPage, { story: await tellRefusal(needs, { supervisor, entryId: entryIdIn(req.params.entry) }) });
  });

  router.get('/supervision/refusals/:entry/entries/:line/proof', async (req, res) => {
    const supervisor = await requireReading(res);
    await sendProof(res, { supervisor, of: { refusedEntryId: entryIdIn(req.params.entry) }, entryId: req.params.line });
  });

  async function sendProof(res: Response, proving: ProvingLine): Promise<void> {
    const proof = await proveStoryLine(needs, proving);
    res.type('text/plain').attachment(`procura-${proving.entryId}.tlog-proof`).send(proof);
  }

  /** With a reason that stands the page names somebody: only with a second factor of less than 15 minutes. */
  async function requireReading(res: Response): Promise<Supervising> {
    const supervisor = await requireSupervising(needs, res);
    if (await findReason(needs, supervisor, needs.clock.now())) requireRecentlySignedIn(needs, res);
    return supervisor;
  }

  return router;
}

function useIdIn(text: string): string {
  if (!isId(text)) throw new Refusal('use_unknown');
  return text;
}

function entryIdIn(text: string): string {
  if (!/^[1-9]\d{0,17}$/.test(text)) throw new Refusal('use_unknown');
  return text;
}
