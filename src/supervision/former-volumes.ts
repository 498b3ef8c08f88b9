import { yearsLater } from '../clock.ts';
import type { Db } from '../db/database.ts';
import { type Closing, listClosings } from '../journal/closing-store.ts';
import { tilePath, tileWidth } from '../journal/tiles.ts';
import { findCheckpointOf, type PublishedCheckpoint } from '../journal/tree-store.ts';

/** A volume of the journal that was closed, as a supervisor sees it. */
export interface FormerVolume extends Pick<Closing, 'origin' | 'size' | 'closedAt' | 'droppedAt'> {
  /** Where it is served; its tiles only while they are kept. */
  readonly checkpointPath: string;
  readonly tilesPath: string | null;
  /** How it ended, signed; null while that is not published. */
  readonly final: PublishedCheckpoint | null;
  /** Before this instant its entries are not dropped, whoever they speak of. */
  readonly keptUntil: Date;
}

/** The volumes that were closed, the last first. */
export async function listFormerVolumes(db: Db, { retentionYears }: { readonly retentionYears: number }): Promise<FormerVolume[]> {
  const volumes: FormerVolume[] = [];
  for (const { volume, origin, size, closedAt, droppedAt } of (await listClosings(db)).slice(-most).reverse()) {
    const last = await findCheckpointOf(db, volume);
    const address = `/volumes/${String(volume + 1)}`;
    const tile = tilePath({ level: 0, n: 0, width: Math.min(size, tileWidth) });
    volumes.push({
      ...{ origin, size, closedAt, droppedAt, final: last?.size === size ? last : null, keptUntil: yearsLater(closedAt, retentionYears) },
      ...{ checkpointPath: `${address}/checkpoint`, tilesPath: droppedAt ? null : `${address}/${tile}` },
    });
  }
  return volumes;
}

/** One a year. */
const most = 100;
