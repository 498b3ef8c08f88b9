import { createPublicKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { z } from 'zod';
import type { Terms } from '../mandates/attestation.ts';
import { listPaperKeys } from '../mandates/paper-key-store.ts';
import { readPaperFile, type SelfProof } from '../mandates/read-paper-file.ts';
import type { Claims, PaperFault, PaperKey } from '../mandates/signed-paper.ts';
import { verdictOf } from '../mandates/verify-mandate.ts';
import { printable } from '../paper/lines.ts';
import { withContext } from './with-context.ts';

const faults: Record<PaperFault, string> = {
  malformed: 'This is no paper of ours: the signed text is missing, incomplete, or something else.',
  unsigned: 'It is not signed as we sign: do not rely on it.',
  foreign_key: 'The key that signed it is not one of ours: do not rely on it.',
  altered: 'It was altered after it was signed: do not rely on it.',
};

const changed = [
  'The file is not the one we wrote: its pages, their order, its fonts or what travels inside were changed, or a program saved it anew.',
  'Do not rely on what it shows; the text of its square can be checked alone.',
].join(' ');

const published = z.object({ keys: z.array(z.looseObject({ kid: z.string() })) });

/** `procura mandate verify`: holds a paper against our keys, and against the record unless the keys are given. Exits with 1 when it does not hold. */
export function mandateCommands(program: Command): void {
  program
    .command('mandate')
    .description('papers of mandates')
    .command('verify')
    .description('says whether a paper is genuine: a PDF, unchanged to the last byte; a file with the text of its square; or that text')
    .argument('<paper>', 'the file, or the text')
    .option('--keys <file>', 'the public keys (/verify/keys.json) saved before: neither the network nor the database is asked')
    .action(verify);
}

async function verify(paper: string, { keys }: { keys?: string }): Promise<void> {
  const bytes = existsSync(paper) ? readFileSync(paper) : Buffer.from(paper);
  if (keys === undefined) {
    await withContext(async ({ db, clock }) => {
      const proof = proofIn(bytes, await listPaperKeys(db));
      const verdict = await verdictOf(db, proof.claims, clock.now());
      if (!verdict) throw new Error('The record knows no such mandate: do not rely on it.');
      console.log(verdict.isActive ? 'The record says that it still counts.' : 'The record says that it no longer counts.');
    });
  } else {
    proofIn(bytes, keysIn(keys));
    console.log('Checked without the record: an end decided after the printing is not known here.');
  }
}

/** Says what the paper proves by itself, or throws the sentence that says why it does not. */
function proofIn(bytes: Buffer, keys: readonly PaperKey[]): SelfProof {
  const proof = readPaperFile(bytes, keys);
  if (typeof proof === 'string') throw new Error(faults[proof]);
  if (proof.isWhole === false) throw new Error(changed);
  if (proof.isText === false) throw new Error('The text inside the file is not the one that was signed: do not rely on it.');
  for (const line of linesOf(proof.claims)) console.log(line);
  if (proof.isWhole) console.log('The file is the one we wrote, to the last byte: its pages show what was signed.');
  if (proof.isText) console.log('The text inside the file is the one that was agreed to, to the letter.');
  for (const line of proof.terms && !proof.isWhole ? agreedTo(proof.terms) : []) console.log(line);
  return proof;
}

/** What a reader holds the pages against, on a paper of before files were sealed: whoever changed what is drawn left the text inside as it was. */
function agreedTo({ texts }: Terms): string[] {
  const french = texts.at(-1); // it prevails
  const lines = french?.parts.flatMap(({ heading, lines, list }) => [heading, ...lines.map((line) => (list ? `- ${line}` : line))]) ?? [];
  return [
    'It was printed before files were sealed: what is drawn on its pages was not compared with that text. Where they differ, only this counts (in French, which prevails):',
    ...[french?.title ?? '', ...lines].map((line) => `  ${printable(line)}`),
  ];
}

function linesOf(claims: Claims): string[] {
  const printed = `Printed ${instant(claims.iat)}.`;
  if ('ended' in claims) return [`Mandate ${claims.jti}: ${claims.part ? 'a part of it' : 'it'} ended ${instant(claims.ended)}.`, printed];
  return [
    `Mandate ${claims.jti}, from ${instant(claims.nbf)} to ${instant(claims.exp)}.`,
    `Procedures: ${claims.procedures.join(', ')}.`,
    printed,
  ];
}

function keysIn(file: string): PaperKey[] {
  const text = readFileSync(file, 'utf8');
  try {
    const { keys } = published.parse(JSON.parse(text));
    for (const key of keys) createPublicKey({ key, format: 'jwk' });
    return keys.map(({ kid, ...publicKey }) => ({ kid, publicKey }));
  } catch (cause) {
    throw new Error(`${file} holds no public keys of ours: save /verify/keys.json again.`, { cause });
  }
}

function instant(seconds: number): string {
  return new Date(seconds * 1_000).toISOString();
}
