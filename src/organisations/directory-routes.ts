import { Router } from 'express';
import { z } from 'zod';
import { DirectoryPage } from '../../views/organisations/directory.tsx';
import type { WorkNeeds } from '../db/database.ts';
import { sendPage, speakAllLanguages } from '../http/render.ts';
import { placeOf } from './directory.ts';
import { listDirectory } from './directory-store.ts';

const perPage = 50;
/** Ten times what France has. */
const most = 50_000;

const query = z.object({
  q: z.string().trim().max(100).catch(''),
  name: z.string().max(200).optional().catch(undefined),
  id: z.uuid().optional().catch(undefined),
});

/** Who may help: the certified organisations, to read and as open data. */
export function directoryRoutes(needs: Pick<WorkNeeds, 'db' | 'clock'>): Router {
  const router = Router();

  router.get('/directory', speakAllLanguages, async (req, res) => {
    const { q: search, name, id } = query.parse(req.query);
    const after = name !== undefined && id !== undefined ? { name, id } : null;
    const found = await listDirectory(needs.db, { at: needs.clock.now(), search, after, limit: perPage + 1 });
    const next = found.length > perPage ? (found[perPage - 1] ?? null) : null;
    sendPage(res, DirectoryPage, { search, places: found.slice(0, perPage).map(placeOf), next });
  });

  router.get('/api/v1/directory.json', async (_req, res) => {
    const lines = await listDirectory(needs.db, { at: needs.clock.now(), limit: most });
    res.set({ 'Cache-Control': 'public, max-age=300', 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' });
    res.json(lines.map(placeOf)); // Express gives it its ETag, and answers 304 to whoever has it
  });

  return router;
}
