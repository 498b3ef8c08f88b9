import { checkpointText, type VolumeHead } from './checkpoint.ts';
import { gapsAfter, unsettled, without } from './holes.ts';
import { type Signer, signNote } from './note.ts';
import type { SignedHead } from './publish.ts';
import { advance, type Batch, fetchBatch } from './round-store.ts';
import { type Session, transaction } from './sequencer-store.ts';
import type { Standing } from './standing.ts';
import type { TreeBuilder } from './tree-builder.ts';

/** What a round did. */
export interface Round {
  readonly standing: Standing;
  /** Null when nothing was new. It may leave the process only once it is anchored. */
  readonly head: SignedHead | null;
  readonly oldestAt: Date | null;
  readonly isFull: boolean;
}

/**
 * Adds to the tree what is visible and not yet in it, in one transaction. After a throw the standing given must not be used again:
 * whether the round counts is known to the database alone.
 */
export async function integrate(
  session: Session,
  standing: Standing,
  by: { readonly signers: readonly Signer[]; readonly fetch?: typeof fetchBatch },
): Promise<Round> {
  if (spent.has(standing)) throw new Error('this standing was given to a round already');
  spent.add(standing);
  const round = await transaction<Round>(
    session,
    async () => {
      const batch = await (by.fetch ?? fetchBatch)(session, standing);
      if (batch.backend !== standing.backend) throw new Error('the connection is another one than a moment ago');
      const next = after(standing, batch);
      if (batch.ids.length === 0 && next.holes.length === standing.holes.length)
        return { standing, head: null, oldestAt: null, isFull: false };
      const from = { size: standing.tree.size, hi: standing.hi };
      grow(standing.tree, batch);
      const head = signHead({ ...standing, size: standing.tree.size, root: standing.tree.root() }, by);
      const { volume, tree } = standing;
      const moved = await advance(session, { volume, from, head, hi: next.hi, holes: next.holes, tiles: tree.takeChanged() });
      if (!moved) throw new Error('another leader moved the head');
      return { standing: next, head, oldestAt: batch.oldestAt, isFull: batch.isFull };
    },
    'read committed',
  );
  if (round.standing === standing) spent.delete(standing); // nothing was new
  return round;
}

const spent = new WeakSet<Standing>();

/** The head of a volume, signed with our keys under its origin. */
export function signHead(
  { volume, origin, size, root }: VolumeHead & { readonly origin: string },
  { signers }: { readonly signers: readonly Signer[] },
): SignedHead {
  const named = signers.map((signer) => (signer.name === origin ? signer : signer.named(origin)));
  return { volume, size, root, note: signNote(checkpointText({ origin, size, root }), named) };
}

function after(standing: Standing, { ids, barrier, horizon, asked }: Batch): Standing {
  const fresh = ids.filter((id) => id > standing.hi);
  const holes = [
    ...unsettled(without(standing.holes, ids), { horizon, asked }),
    ...(barrier === null ? [] : gapsAfter(standing.hi, fresh, barrier)),
  ];
  return { ...standing, hi: fresh.at(-1) ?? standing.hi, holes };
}

/** Adds to the tree what a batch holds. */
export function grow(tree: TreeBuilder, { ids, hashes }: Pick<Batch, 'ids' | 'hashes'>): void {
  if (hashes.length !== ids.length * 32) throw new Error('the journal answered with half hashes');
  ids.forEach((id, index) => {
    tree.append(hashes.subarray(index * 32, (index + 1) * 32), id);
  });
}
