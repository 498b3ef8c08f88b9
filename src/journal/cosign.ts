import type { Db } from '../db/database.ts';
import type { Logger } from '../http/request-log.ts';
import { openCheckpoint } from './checkpoint.ts';
import { NoteError, openNote } from './note.ts';
import type { Policy, PolicyWitness } from './policy.ts';
import { proveConsistency } from './proof.ts';
import type { Cosign, SignedHead } from './publish.ts';
import { endOf, indexIn, volumeOf } from './volumes.ts';
import { askWitness } from './witness-client.ts';

export interface CosignNeeds {
  readonly db: Db;
  readonly log: Logger;
  /** Whom we ask, and how many must answer. */
  readonly policy: Policy;
  /** Milliseconds a witness is given. */
  readonly patience?: number;
}

/** How the sequencer asks the witnesses of a policy; nothing where it names nobody to ask. */
export function cosignBy(policy: Policy | null, { db, log }: Pick<CosignNeeds, 'db' | 'log'>): { readonly cosign?: Cosign } {
  return policy && policy.witnesses.length > 0 ? { cosign: openCosign({ db, log, policy }) } : {};
}

/** Asks every witness of the policy at once. What a slow, lying or unknown one says is left out; too few, and nothing is published. */
export function openCosign(needs: CosignNeeds): Cosign {
  const { policy, log } = needs;
  const sizes: Sizes = new Map();
  return async (head) => {
    const asked = policy.witnesses.map((witness) =>
      ask(needs, { witness, head, sizes }).catch((error: unknown) => {
        log.warn({ witness: witness.name, reason: error instanceof Error ? error.message : 'unknown' }, 'a witness did not cosign');
        return null;
      }),
    );
    const lines = (await Promise.all(asked)).filter((line) => line !== null);
    const note = head.note + lines.join('');
    const witnessKeys = policy.witnesses.map(({ key }) => key);
    const { signatures } = openCheckpoint(note, { logKeys: policy.logKeys, witnessKeys });
    return policy.isMetBy(signatures) ? { note, cosignatures: lines.length } : null;
  };
}

interface Question {
  readonly witness: PolicyWitness;
  readonly head: SignedHead;
  readonly sizes: Sizes;
}

/** Up to which place each witness has cosigned, as far as we know. */
type Sizes = Map<PolicyWitness, number>;

/** The witness's cosignature line, checked; null when the policy does not say where to ask it. */
async function ask({ db, patience = 1_000 }: CosignNeeds, { witness, head, sizes }: Question): Promise<string | null> {
  if (witness.url === null) return null;
  const signal = AbortSignal.timeout(patience);
  for (let turn = 0; turn < 2; turn++) {
    const known = sizes.get(witness) ?? 0;
    const old = volumeOf(known) === head.volume ? indexIn(known) : 0;
    const proof = old === 0 ? [] : await proveConsistency(db, old, head.size, head.volume);
    const answer = await askWitness(witness.url, { old, proof, note: head.note }, signal);
    if ('cosignatures' in answer) {
      const line = ownLine(head, witness, answer.cosignatures);
      sizes.set(witness, endOf(head));
      return line;
    }
    if (answer.size > head.size) throw new Error(`it has cosigned ${answer.size} entries, this tree has ${head.size}`);
    sizes.set(witness, endOf({ ...head, size: answer.size }));
  }
  throw new Error('it changes its mind about what it cosigned last');
}

/** Only a line of the witness's own key that is right; anything else beside it is nobody's. */
function ownLine({ note }: SignedHead, { key }: PolicyWitness, answered: string): string {
  const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
  for (const line of answered.split('\n').slice(0, 16)) {
    if (!line.startsWith(`\u2014 ${key.name} `)) continue;
    try {
      openNote(`${text}\n${line}\n`, [key]);
      return `${line}\n`;
    } catch (error) {
      if (!(error instanceof NoteError)) throw error;
    }
  }
  throw new Error('its answer holds no cosignature of its key');
}
