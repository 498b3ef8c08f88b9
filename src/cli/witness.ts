import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Command } from 'commander';
import { systemClock } from '../clock.ts';
import { openLog } from '../http/request-log.ts';
import { holdFolder } from '../journal/hold-folder.ts';
import { parseVkey } from '../journal/note.ts';
import { openWitnessKey } from '../journal/witness-key.ts';
import { serveWitness } from '../journal/witness-server.ts';
import { openWitnessState } from '../journal/witness-state.ts';
import { port } from './given.ts';

interface Options {
  readonly name: string;
  readonly log: string[];
  readonly folder: string;
  readonly host: string;
  readonly port: number;
}

/** `procura witness`: watches journals for others. Needs no database and none of the service's settings. */
export function witnessCommand(program: Command): void {
  program
    .command('witness')
    .description('cosigns the checkpoints of journals that only ever grow (C2SP tlog-witness), until interrupted')
    .requiredOption('--name <name>', 'how this witness signs, such as witness.example.org')
    .requiredOption('--log <vkey...>', 'the public keys of the journals it watches')
    .option('--folder <path>', 'where its key and its memory are kept', '.witness')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <port>', 'port to listen on', port, 3_100)
    .action(witness);
}

async function witness({ name, log, folder, host, port: asked }: Options): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const giveBack = await holdFolder(folder, 'The witness’s folder'); // each of two would cosign what the other has not seen
  try {
    const signer = openWitnessKey(join(folder, 'key'), name);
    const facts = { signer, logKeys: log.map(parseVkey), state: openWitnessState(join(folder, 'state.json')), clock: systemClock };
    const server = await serveWitness({ ...facts, log: openLog('info'), host, port: asked });
    const { port } = server.address() as AddressInfo; // of a server that listens on a port
    console.log(`witness ${name} ${signer.vkey} http://${host}:${String(port)}`);
    await Promise.race(['SIGINT', 'SIGTERM'].map((signal) => once(process, signal)));
    server.close().closeAllConnections();
  } finally {
    giveBack();
  }
}
