import { Router } from 'express';
import { DirectoryPage } from '../../views/organisations/directory.tsx';
import type { WorkNeeds } from '../db/database.ts';
import { sendPage, speakAllLanguages } from '../http/render.ts';
import { placeOf } from './directory.ts';
import { listDirectory } from './directory-store.ts';
import { readDirectory } from './read-directory.ts';

const perPage = 50;
/** Ten times what France has. */
const most = 50_000;

/** Who may help: the certified organisations, to read and as open data. */
export function directoryRoutes(needs: Pick<WorkNeeds, 'db' | 'clock'>): Router {
  const router = Router();

  router.get('/directory', speakAllLanguages, async (req, res) => {
    sendPage(res, DirectoryPage, await readDirectory(needs, req.query, perPage));
  });

  router.get('/api/v1/directory.json', async (_req, res) => {
    const lines = await listDirectory(needs.db, { at: needs.clock.now(), limit: most });
    res.set({ 'Cache-Control': 'public, max-age=300', 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' });
    res.json(lines.map(placeOf)); // Express gives it its ETag, and answers 304 to whoever has it
  });

  return router;
}
