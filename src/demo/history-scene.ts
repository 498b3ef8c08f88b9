import { randomBytes } from 'node:crypto';
import type { Row } from '../db/copy-in.ts';
import type { EntryRows, KeyedSubject, LaidEntries, LaidEntry } from '../journal/laid-entries.ts';
import { canonical } from '../journal/leaf.ts';
import { identityPrints } from '../people/identity-prints.ts';
import { identityContext, type PivotIdentity } from '../people/person.ts';
import { sealWith, type Vault } from '../vault.ts';
import type { Crowd } from './history-crowd.ts';
import { digest, type Dice, familyNames, givenNames, newId } from './history-draw.ts';

type OwnRows =
  'subjects' | 'organisations' | 'helpers' | 'memberships' | 'people' | 'drafts' | 'mandates' | 'procedures' | 'uses' | 'signals';

/** Rows by what they are about, their cells in the order of `history-store`. */
export type HistoryRows = EntryRows & Readonly<Record<OwnRows, Row[]>>;

/** What happens in a while. */
export class Batch {
  readonly rows: HistoryRows = {
    ...{ subjects: [], organisations: [], helpers: [], memberships: [], people: [], drafts: [], mandates: [], procedures: [] },
    ...{ uses: [], signals: [] },
    ...{ entries: [], sealed: [], index: [], chains: [] },
  };
  readonly #journal: LaidEntries;

  constructor(journal: LaidEntries) {
    this.#journal = journal;
  }

  happened(entry: LaidEntry): void {
    this.#journal.add(entry, this.rows);
  }

  /** Nothing more happens to this mandate. */
  close(mandateRef: string): void {
    this.#journal.close(mandateRef, this.rows);
  }
}

/** A moment of the history, and what it is written into. */
export interface Scene {
  readonly vault: Vault;
  readonly dice: Dice;
  readonly crowd: Crowd;
  readonly batch: Batch;
  readonly at: Date;
}

/** A subject with a key of its own. */
export function newSubject({ vault, batch, at }: Pick<Scene, 'vault' | 'batch' | 'at'>): KeyedSubject {
  const [id, subjectRef, dek] = [newId(), newId(), randomBytes(32)];
  const wrapped = vault.seal('subject-key', subjectRef, dek);
  batch.rows.subjects.push([subjectRef, vault.keyId, wrapped, at]);
  return { id, subjectRef, dek };
}

/** Somebody is recognised for the first time. */
export function meet(scene: Scene): KeyedSubject {
  const { vault, dice, batch, at } = scene;
  const { id, subjectRef, dek } = newSubject(scene);
  const identity: PivotIdentity = {
    ...{ givenName: `${dice.one(givenNames)} ${dice.one(givenNames)}`, familyName: `${dice.one(familyNames)}-${dice.one(familyNames)}` },
    birthdate: `${String(1930 + dice.under(70))}-${String(1 + dice.under(12)).padStart(2, '0')}-${String(1 + dice.under(28)).padStart(2, '0')}`,
    ...{ gender: dice.one(['female', 'male']), birthplace: String(10_000 + dice.under(85_000)), birthcountry: '99100' },
  };
  const { identityPrint, birthplacePrint } = identityPrints(vault, identity);
  const sealed = sealWith(dek, identityContext(id), canonical(identity));
  batch.rows.people.push([id, subjectRef, digest(`histoire/${id}`), 'fr', at, at, sealed, identityPrint, birthplacePrint]);
  batch.happened({ event: 'person_recognised', at, person: { id, subjectRef, dek } });
  return { id, subjectRef, dek };
}
