import { verifyMerkleInclusion } from '../../node_modules/@sigstore/verify/dist/tlog/merkle.js';

/** Whether a stranger's program finds the entry `text` where the proof says. */
export function sigstoreAgrees(
  text: string,
  { index, size, hashes, root }: { index: number; size: number; hashes: readonly Buffer[]; root: Buffer },
): boolean {
  try {
    verifyMerkleInclusion(
      { inclusionProof: { logIndex: String(index), hashes }, canonicalizedBody: Buffer.from(text) } as never, // the fields it reads
      { logSize: BigInt(size), logHash: root } as never,
    );
    return true;
  } catch {
    return false;
  }
}
