import { randomBytes } from 'node:crypto';
import type { Subject } from '../journal/append.ts';
import type { DatedEntry } from '../journal/bulk-append.ts';
import { canonical } from '../journal/leaf.ts';
import { identityPrints } from '../people/identity-prints.ts';
import { identityContext, type PivotIdentity } from '../people/person.ts';
import { sealWith, type Vault } from '../vault.ts';
import type { Crowd } from './history-crowd.ts';
import { digest, type Dice, familyNames, givenNames, newId } from './history-draw.ts';
import type { Row } from './history-store.ts';

/** What happens in one transaction: rows by their table, and entries in order. */
export class Batch {
  readonly rows: Readonly<Record<'subjects' | 'people' | 'drafts' | 'mandates' | 'procedures' | 'uses', Row[]>> = {
    ...{ subjects: [], people: [], drafts: [], mandates: [], procedures: [], uses: [] },
  };
  readonly ended: { id: string; at: Date }[] = [];
  readonly entries: DatedEntry[] = [];
}

/** A moment of the history, and what it is written into. */
export interface Scene {
  readonly vault: Vault;
  readonly dice: Dice;
  readonly crowd: Crowd;
  readonly batch: Batch;
  readonly at: Date;
}

/** Somebody of the history; the key is kept while they are still met. */
export interface Someone extends Subject {
  readonly dek: Buffer;
}

/** Somebody is recognised for the first time. */
export function meet({ vault, dice, batch, at }: Scene): Someone {
  const [id, subjectRef, dek] = [newId(), newId(), randomBytes(32)];
  const identity: PivotIdentity = {
    ...{ givenName: `${dice.one(givenNames)} ${dice.one(givenNames)}`, familyName: `${dice.one(familyNames)}-${dice.one(familyNames)}` },
    birthdate: `${String(1930 + dice.under(70))}-${String(1 + dice.under(12)).padStart(2, '0')}-${String(1 + dice.under(28)).padStart(2, '0')}`,
    ...{ gender: dice.one(['female', 'male']), birthplace: String(10_000 + dice.under(85_000)), birthcountry: '99100' },
  };
  const { identityPrint, birthplacePrint } = identityPrints(vault, identity);
  const wrapped = vault.seal('subject-key', subjectRef, dek);
  batch.rows.subjects.push({ subject_ref: subjectRef, kek_id: vault.keyId, wrapped_dek: wrapped, created_at: at });
  batch.rows.people.push({
    ...{ id, subject_ref: subjectRef, upstream_subject_hash: digest(`histoire/${id}`), language: 'fr', identified_at: at, created_at: at },
    ...{
      identity: sealWith(dek, identityContext(id), canonical(identity)),
      identity_print: identityPrint,
      birthplace_print: birthplacePrint,
    },
  });
  batch.entries.push({ event: 'person_recognised', at, person: { id, subjectRef } });
  return { id, subjectRef, dek };
}
