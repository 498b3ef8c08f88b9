import { Router } from 'express';
import { UseStoryPage } from '../../views/supervision/use-story.tsx';
import type { WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { sendPage } from '../http/render.ts';
import { requireRecentlySignedIn } from '../identity/guards.ts';
import { isId } from '../mandates/forms.ts';
import { findReason } from './give-reason.ts';
import { requireSupervising } from './guards.ts';
import { proveStoryLine } from './prove-story-line.ts';
import { tellStory } from './tell-story.ts';
import type { Supervising } from './supervising.ts';

/** The story of a use, and the proof of each of its lines. */
export function storyRoutes(needs: WorkNeeds): Router {
  const router = Router();

  router.get('/supervision/uses/:id', async (req, res) => {
    const supervisor = await requireSupervising(needs, res);
    await requireRecentWithReason(supervisor, () => requireRecentlySignedIn(needs, res));
    sendPage(res, UseStoryPage, { story: await tellStory(needs, { supervisor, useId: useIdIn(req.params.id) }) });
  });

  router.get('/supervision/uses/:id/entries/:entry/proof', async (req, res) => {
    const supervisor = await requireSupervising(needs, res);
    await requireRecentWithReason(supervisor, () => requireRecentlySignedIn(needs, res));
    const { entry: entryId } = req.params;
    const proof = await proveStoryLine(needs, { supervisor, useId: useIdIn(req.params.id), entryId });
    res.type('text/plain').attachment(`procura-${entryId}.tlog-proof`).send(proof);
  });

  /** With a reason that stands the page names somebody: only with a second factor of less than 15 minutes. */
  async function requireRecentWithReason(supervisor: Supervising, requireRecent: () => unknown): Promise<void> {
    if (await findReason(needs, supervisor, needs.clock.now())) requireRecent();
  }

  return router;
}

function useIdIn(text: string): string {
  if (!isId(text)) throw new Refusal('use_unknown');
  return text;
}
