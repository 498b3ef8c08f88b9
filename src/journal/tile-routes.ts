import { type Response, Router } from 'express';
import type { Db } from '../db/database.ts';
import { placeOf } from '../http/place.ts';
import { floodLimit } from '../http/rate-limit.ts';
import { hashSize, parseTilePath, tileWidth } from './tiles.ts';
import { findCheckpoint, listTileHashes } from './tree-store.ts';

/**
 * The tree, for whoever watches that it only grows (C2SP tlog-tiles): its last published checkpoint, and the tiles under it. Hashes alone:
 * an entry's text is nobody's but its readers'.
 */
export function tileRoutes({ db }: { readonly db: Db }): Router {
  const router = Router();
  const perPlace = floodLimit({ points: 1_200, seconds: 60 });

  router.get('/checkpoint', async (_req, res) => {
    const last = await findCheckpoint(db);
    res.set('Cache-Control', 'no-cache').type('text/plain');
    if (last) res.send(last.note);
    else res.status(404).send('No checkpoint was published yet.\n');
  });

  router.get('/tile/:level/*number', async (req, res) => {
    await perPlace.take(placeOf(req));
    answer(res, await publishedTile(db, req.path.slice(1)));
  });

  return router;
}

/** A tile never changes, nor do the first hashes of one that grows: what is asked by its width is kept for ever. */
function answer(res: Response, hashes: Buffer | null): void {
  if (hashes) res.set('Cache-Control', 'public, max-age=31536000, immutable').type('application/octet-stream').send(hashes);
  else res.status(404).set('Cache-Control', 'no-cache').type('text/plain').send('No such tile is published.\n');
}

/** The hashes at this address; null when there are none, or not yet under a published checkpoint. */
async function publishedTile(db: Db, path: string): Promise<Buffer | null> {
  const tile = parseTilePath(path);
  const last = tile && (await findCheckpoint(db));
  if (!last || (tile.n * tileWidth + tile.width) * tileWidth ** tile.level > last.size) return null;
  const [stored] = await listTileHashes(db, [tile]);
  return stored?.hashes.subarray(0, tile.width * hashSize) ?? null;
}
