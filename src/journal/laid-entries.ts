import type { Row } from '../db/copy-in.ts';
import type { Vault } from '../vault.ts';
import type { Subject } from './append.ts';
import type { DatedEntry } from './bulk-append.ts';
import type { Link } from './bulk-store.ts';
import { groupBySubject } from './entry-groups.ts';
import { serviceSubject } from './subject-keys.ts';
import { writeEntry } from './written-entry.ts';

/** Somebody whose key is at hand. */
export interface KeyedSubject extends Subject {
  readonly dek: Buffer;
}

/** An entry of a history that is laid whole: whose keys are at hand, and where it belongs. */
export type LaidEntry = DatedEntry & { readonly person?: KeyedSubject; readonly helper?: KeyedSubject; readonly territory?: string };

/** The rows of entries, by their table. */
export interface EntryRows {
  readonly entries: Row[];
  readonly sealed: Row[];
  readonly index: Row[];
  readonly chains: Row[];
}

/** Columns of the tables that `EntryRows` are rows of. */
export const entryColumns = {
  entries: ['id', 'at', 'event', 'mandate_ref', 'mandate_n', 'leaf'],
  sealed: ['entry_id', 'subject_ref', 'blob'],
  index: [
    ...(['entry_id', 'at', 'event', 'refusal', 'mandate_id', 'use_id', 'person_id', 'helper_id', 'organisation_id', 'client_id'] as const),
    ...(['procedure', 'territory'] as const),
  ],
  chains: ['mandate_ref', 'n', 'prev'],
} as const satisfies Readonly<Record<keyof EntryRows, readonly string[]>>;

/** Turns the entries of a history into rows; keeps where each chain stands until it is closed. */
export class LaidEntries {
  readonly #vault: Vault;
  readonly #serviceKey: Buffer;
  readonly #numberOf: (count: number) => number;
  readonly #chains = new Map<string, Link>();
  #count = 0;

  /** `numberOf` says which number the entry has that comes after so many. */
  constructor(vault: Vault, by: { readonly serviceKey: Buffer; readonly numberOf: (count: number) => number }) {
    this.#vault = vault;
    this.#serviceKey = by.serviceKey;
    this.#numberOf = by.numberOf;
  }

  get count(): number {
    return this.#count;
  }

  add(entry: LaidEntry, rows: EntryRows): void {
    const id = this.#numberOf(this.#count++);
    const subjects = groupBySubject(entry).map((group) => ({ ...group, dek: this.#keyOf(entry, group.subjectRef) }));
    const { leaf, mandateN, sealed } = writeEntry(this.#vault, entry, { subjects, chains: this.#chains });
    const at = entry.at.toISOString();
    rows.entries.push([id, at, entry.event, entry.mandate?.journalRef ?? null, mandateN, leaf]);
    for (const { subjectRef, blob } of sealed) rows.sealed.push([id, subjectRef, blob]);
    rows.index.push([
      ...[id, at, entry.event, entry.refusal ?? null, entry.mandate?.id ?? null, entry.useId ?? null, entry.person?.id ?? null],
      ...[entry.helper?.id ?? null, entry.organisationId ?? null, entry.clientId ?? null, entry.procedure ?? null, entry.territory ?? null],
    ]);
  }

  /** Nothing more happens to this mandate. */
  close(mandateRef: string, rows: EntryRows): void {
    const link = this.#chains.get(mandateRef);
    if (link) rows.chains.push([mandateRef, link.n, link.prev]);
    this.#chains.delete(mandateRef);
  }

  #keyOf({ person, helper }: LaidEntry, ref: string): Buffer {
    if (person?.subjectRef === ref) return person.dek;
    if (helper?.subjectRef === ref) return helper.dek;
    if (ref !== serviceSubject) throw new Error(`the key of subject ${ref} is not at hand`);
    return this.#serviceKey;
  }
}
