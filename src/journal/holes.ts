/**
 * Numbers of entries that were drawn and not seen, first to last. Transactions numbered below `barrier` include whichever drew them:
 * once all of those have ended, an entry still not seen never will be.
 */
export interface Hole {
  readonly first: bigint;
  readonly last: bigint;
  readonly barrier: bigint;
}

/** The numbers after `former`, up to the greatest of `ids`, that are not among them. `ids` ascend. */
export function gapsAfter(former: bigint, ids: readonly bigint[], barrier: bigint): Hole[] {
  const holes: Hole[] = [];
  let expected = former + 1n;
  for (const id of ids) {
    if (id > expected) holes.push({ first: expected, last: id - 1n, barrier });
    expected = id + 1n;
  }
  return holes;
}

/** What remains once the entries with these numbers were seen. Both ascend. */
export function without(holes: readonly Hole[], ids: readonly bigint[]): Hole[] {
  let next = 0;
  return holes.flatMap((hole) => {
    while (next < ids.length && (ids[next] ?? 0n) < hole.first) next++;
    const start = next;
    while (next < ids.length && (ids[next] ?? 0n) <= hole.last) next++;
    const inside = ids.slice(start, next);
    const after = (inside.at(-1) ?? hole.first - 1n) + 1n;
    const rest = after <= hole.last ? [{ ...hole, first: after }] : [];
    return [...gapsAfter(hole.first - 1n, inside, hole.barrier), ...rest];
  });
}

/** What remains once it is known that every transaction below `horizon` has ended, and that numbers up to `asked` were looked for after that. */
export function unsettled(holes: readonly Hole[], { horizon, asked }: { readonly horizon: bigint; readonly asked: bigint }): Hole[] {
  return holes.flatMap((hole) => {
    if (hole.barrier > horizon || hole.first > asked) return [hole];
    return hole.last <= asked ? [] : [{ ...hole, first: asked + 1n }];
  });
}
