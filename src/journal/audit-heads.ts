import { listCheckpoints } from './audit-store.ts';
import type { Fault, KnownHead, Reading } from './audit.ts';
import { type Head, keysOf, openCheckpoint } from './checkpoint.ts';
import { splitNote } from './note.ts';
import type { TreeBuilder } from './tree-builder.ts';
import { firstOf } from './volumes.ts';

/** Of what was signed and kept elsewhere, what is of this volume. */
export function audited(known: readonly KnownHead[], { origin }: { readonly origin: string }, last: string): KnownHead[] {
  return known.filter((head) => (head.origin ?? last) === origin);
}

interface HeadsOf {
  readonly origin: string;
  readonly volume: number;
  readonly isOpen: boolean;
}

/** Every head that was ever signed of a volume, held against the tree as it grows past its size. */
export class SignedHeads {
  readonly #needs: Reading & HeadsOf;
  readonly #known: Head[];
  #due: (Head & { readonly faults: readonly Fault[] })[] = [];
  #read: bigint;
  #isLast = false;

  constructor(needs: Reading, { origin, volume, isOpen }: HeadsOf) {
    this.#needs = { ...needs, origin, volume, isOpen };
    this.#read = BigInt(firstOf(volume)) - 1n;
    this.#known = (needs.known ?? []).toSorted((one, other) => one.size - other.size);
  }

  /** Whether anything is to be held against a tree of this size: asked at each leaf. */
  isDueAt(size: number): boolean {
    const isUnread = this.#due.length === 0 && !this.#isLast;
    return isUnread || (this.#due[0]?.size ?? Infinity) <= size || (this.#known[0]?.size ?? Infinity) <= size;
  }

  async *at(tree: TreeBuilder): AsyncGenerator<Fault> {
    await this.#fill();
    for (; this.#due[0] && this.#due[0].size <= tree.size; this.#due.shift(), await this.#fill()) {
      yield* this.#due[0].faults;
      if (this.#due[0].size === tree.size && !tree.root().equals(this.#due[0].root))
        yield { kind: 'rolled_back', detail: `the checkpoint at ${tree.size} was signed over other entries` };
    }
    for (; this.#known[0] && this.#known[0].size <= tree.size; this.#known.shift())
      if (this.#known[0].size === tree.size && !tree.root().equals(this.#known[0].root))
        yield { kind: 'split_view', detail: `at ${tree.size} entries another root was signed and kept elsewhere` };
  }

  /** What was signed of a tree larger than there is. */
  async *beyond(size: number): AsyncGenerator<Fault> {
    for (await this.#fill(); this.#due[0]; this.#due.shift(), await this.#fill()) {
      yield* this.#due[0].faults;
      if (this.#due[0].size > size) yield { kind: 'rolled_back', detail: `${this.#due[0].size} entries were published, ${size} are left` };
    }
    for (const { size: signed } of this.#known)
      if (signed > size) yield { kind: 'rolled_back', detail: `${signed} entries were signed, ${size} are left` };
  }

  async #fill(): Promise<void> {
    if (this.#due.length > 0 || this.#isLast) return;
    const { db, volume, isOpen } = this.#needs;
    const rows = await listCheckpoints(db, { volume, isOpen, after: this.#read, limit: 1_000 });
    this.#isLast = rows.length === 0;
    this.#read = rows.at(-1)?.place ?? this.#read;
    this.#due = rows.map((row) => ({ ...row, faults: noteFaults(row, this.#needs) }));
  }
}

/** What is wrong with the signatures of a published checkpoint. */
export function noteFaults(
  { size, root, note, cosignatures }: Head & { readonly note: string; readonly cosignatures: number },
  { logKeys, witnessKeys = [], origin }: Pick<Reading, 'logKeys' | 'witnessKeys'> & { readonly origin: string },
): Fault[] {
  const wrong = (what: string): Fault[] => [{ kind: 'wrong_signature', detail: `the checkpoint at ${size}${what}` }];
  try {
    const signed = openCheckpoint(note, { logKeys, witnessKeys });
    if (signed.size !== size || !signed.root.equals(root)) return wrong(' signs another head than its row says');
    if (signed.origin !== origin) return wrong(` is of ${signed.origin}, not of ${origin}`);
    const own = keysOf(logKeys, origin);
    const others = splitNote(note).lines.filter(({ name, id }) => !own.some((key) => key.name === name && key.id === id));
    return others.length < cosignatures ? wrong(` has ${others.length} cosignatures, not ${cosignatures}`) : [];
  } catch (error) {
    return wrong(`: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
}
