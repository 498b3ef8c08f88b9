import { atomically, type Db, type WorkNeeds } from '../db/database.ts';
import type { Vault } from '../vault.ts';
import { bulkAppend, type DatedEntry } from './bulk-append.ts';

/** An entry that stands alone, and who waits for it. */
export interface Asked {
  readonly entry: DatedEntry;
  /** Writes it in a transaction of its own. */
  readonly alone: () => Promise<void>;
}

/**
 * Writes entries that stand alone. At most two transactions are under way; what is asked meanwhile leaves together with the next. Done
 * when its own is committed. Where those of a transaction cannot be written together, each is written alone, and refused alone.
 */
export function gather(needs: WorkNeeds, asked: Asked): Promise<void> {
  const ofDatabase = lines.get(needs.db) ?? new WeakMap<Vault, Line>();
  lines.set(needs.db, ofDatabase);
  const line = ofDatabase.get(needs.vault) ?? { needs, waiting: [], writing: 0 };
  ofDatabase.set(needs.vault, line);
  return new Promise((resolve, reject) => {
    line.waiting.push({ ...asked, resolve, reject });
    next(line);
  });
}

interface Waiting extends Asked {
  readonly resolve: () => void;
  readonly reject: (cause: unknown) => void;
}

interface Line {
  readonly needs: WorkNeeds;
  readonly waiting: Waiting[];
  writing: number;
}

const lines = new WeakMap<Db, WeakMap<Vault, Line>>();
/** Transactions at a time: one is prepared here while the other is at the server. */
const side = 2;
const most = 256;

function next(line: Line): void {
  if (line.writing >= side || line.waiting.length === 0) return;
  const batch = line.waiting.splice(0, most);
  line.writing++;
  void write(line.needs, batch).finally(() => {
    line.writing--;
    next(line);
  });
}

async function write(needs: WorkNeeds, batch: readonly Waiting[]): Promise<void> {
  const together = batch.map(({ entry }) => entry);
  const isDone = batch.length > 1 && (await attempted(() => atomically(needs, (work) => bulkAppend(work, together))));
  const outcomes = await Promise.allSettled(batch.map(async ({ alone }) => (isDone ? undefined : alone())));
  for (const [place, { resolve, reject }] of batch.entries()) {
    const outcome = outcomes[place];
    if (outcome?.status === 'rejected') reject(outcome.reason);
    else resolve();
  }
}

async function attempted(act: () => Promise<void>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch {
    return false; // each alone will say why
  }
}
