import { type Response, Router } from 'express';
import type { Db } from '../db/database.ts';
import { placeOf } from '../http/place.ts';
import { floodLimit } from '../http/rate-limit.ts';
import { hashSize, parseTilePath, tileWidth } from './tiles.ts';
import { findCheckpoint, findCheckpointOf, listTileHashes, type PublishedCheckpoint } from './tree-store.ts';

/**
 * The tree, for whoever watches that it only grows (C2SP tlog-tiles): its last published checkpoint, and the tiles under it; those of each
 * volume under its number, since each is a log of its own. Hashes alone:
 * an entry's text is nobody's but its readers'.
 */
export function tileRoutes({ db }: { readonly db: Db }): Router {
  const router = Router();
  const perPlace = floodLimit({ points: 1_200, seconds: 60 });

  router.get('/checkpoint', async (_req, res) => {
    answerNote(res, await findCheckpoint(db));
  });
  router.get('/volumes/:volume/checkpoint', async (req, res) => {
    answerNote(res, await checkpointOf(db, req.params.volume));
  });
  router.get('/tile/:level/*number', async (req, res) => {
    await perPlace.take(placeOf(req));
    answer(res, await publishedTile(db, req.path.slice(1), await findCheckpoint(db)));
  });
  router.get('/volumes/:volume/tile/:level/*number', async (req, res) => {
    await perPlace.take(placeOf(req));
    const path = req.path.replace(/^\/volumes\/[^/]+\//, '');
    answer(res, await publishedTile(db, path, await checkpointOf(db, req.params.volume)));
  });

  return router;
}

/** The last checkpoint of a volume that is named by its number, the first being 1. */
async function checkpointOf(db: Db, number: string): Promise<PublishedCheckpoint | null> {
  return /^[1-9]\d{0,3}$/.test(number) ? findCheckpointOf(db, Number(number) - 1) : null;
}

function answerNote(res: Response, checkpoint: PublishedCheckpoint | null): void {
  res.set('Cache-Control', 'no-cache').type('text/plain');
  if (checkpoint) res.send(checkpoint.note);
  else res.status(404).send('No checkpoint was published yet.\n');
}

/** A tile never changes, nor do the first hashes of one that grows: what is asked by its width is kept for ever. */
function answer(res: Response, hashes: Buffer | null): void {
  if (hashes) res.set('Cache-Control', 'public, max-age=31536000, immutable').type('application/octet-stream').send(hashes);
  else res.status(404).set('Cache-Control', 'no-cache').type('text/plain').send('No such tile is published.\n');
}

/** The hashes at this address in the volume of a published checkpoint; null when there are none, or not yet under it. */
async function publishedTile(db: Db, path: string, last: PublishedCheckpoint | null): Promise<Buffer | null> {
  const tile = parseTilePath(path);
  if (!tile || !last || (tile.n * tileWidth + tile.width) * tileWidth ** tile.level > last.size) return null;
  const [stored] = await listTileHashes(db, [tile], last.volume);
  return stored?.hashes.subarray(0, tile.width * hashSize) ?? null;
}
