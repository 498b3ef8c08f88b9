import type { Clock } from '../clock.ts';
import { type Head, keysOf, openCheckpoint, parseCheckpoint, type SignedCheckpoint } from './checkpoint.ts';
import { consistencyFault, emptyRoot } from './merkle.ts';
import { NoteError, type Signer, strictBase64, type VerifierKey } from './note.ts';
import type { WitnessState } from './witness-state.ts';

export interface WitnessNeeds {
  /** A cosignature key. */
  readonly signer: Signer;
  /** The keys of the logs it watches, named by their origins. */
  readonly logKeys: readonly VerifierKey[];
  readonly state: WitnessState;
  readonly clock: Clock;
}

/** What a witness answers over HTTP. */
export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly body: string;
  readonly type?: 'text/x.tlog.size';
}

/**
 * Judges one `add-checkpoint` request (C2SP tlog-witness) and cosigns what continues the tree it cosigned before. It remembers
 * before it answers. Runs without a pause from the check to the record, so that two requests cannot cross.
 */
export function addCheckpoint(needs: WitnessNeeds, body: string): WitnessAnswer {
  try {
    const { old, proof, note } = parseRequest(body);
    const checkpoint = signedByKnownLog(needs, note);
    checkContinues(needs.state.last(checkpoint.origin), { checkpoint, old, proof });
    needs.state.record(checkpoint.origin, checkpoint);
    return { status: 200, body: needs.signer.signatureOf(checkpoint.text, Math.floor(needs.clock.now().getTime() / 1_000)) };
  } catch (error) {
    if (error instanceof Refused) return error.answer;
    if (error instanceof NoteError) return { status: 400, body: `${error.message}\n` };
    throw error;
  }
}

class Refused extends Error {
  readonly answer: WitnessAnswer;

  constructor(status: WitnessAnswer['status'], message: string, type?: 'text/x.tlog.size') {
    super(message);
    this.answer = { status, body: `${message}\n`, ...(type && { type }) };
  }
}

function parseRequest(body: string): { old: number; proof: Buffer[]; note: string } {
  const end = body.indexOf('\n\n');
  const [first = '', ...lines] = body.slice(0, Math.max(end, 0)).split('\n');
  const [, old] = /^old (0|[1-9]\d*)$/.exec(first) ?? [];
  if (old === undefined || !Number.isSafeInteger(Number(old))) throw new NoteError('the request begins with “old” and a size');
  if (lines.length > 63) throw new NoteError('the proof is too long');
  const proof = lines.map(strictBase64);
  if (proof.some(({ length }) => length !== 32)) throw new NoteError('a line of the proof is not a hash');
  return { old: Number(old), proof, note: body.slice(end + 2) };
}

function signedByKnownLog({ logKeys }: WitnessNeeds, note: string): SignedCheckpoint {
  const { origin } = parseCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1)); // signature lines that cannot be read are no signatures
  const known = keysOf(logKeys, origin);
  if (known.length === 0) throw new Refused(404, 'this log is not known here');
  try {
    return openCheckpoint(note, { logKeys: known });
  } catch (error) {
    if (error instanceof NoteError) throw new Refused(403, error.message);
    throw error;
  }
}

function checkContinues(
  last: Head | null,
  { checkpoint, old, proof }: { readonly checkpoint: Head; readonly old: number; readonly proof: readonly Buffer[] },
): void {
  const before = last ?? { size: 0, root: emptyRoot };
  if (old > checkpoint.size) throw new Refused(400, 'the old size is larger than the checkpoint');
  if (old !== before.size) throw new Refused(409, String(before.size), 'text/x.tlog.size');
  if (old === checkpoint.size && !before.root.equals(checkpoint.root)) throw new Refused(409, 'another tree of this size was cosigned');
  const fault = old === 0 ? (proof.length > 0 ? 'proof_too_long' : null) : consistencyFault(before, checkpoint, proof);
  if (fault) throw new Refused(422, fault.replaceAll('_', ' '));
}
