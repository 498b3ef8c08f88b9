import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../../src/clock.ts';
import { openLog } from '../../src/http/request-log.ts';
import type { KnownHead } from '../../src/journal/audit.ts';
import { openSigner, parseVkey, type VerifierKey } from '../../src/journal/note.ts';
import { originOf } from '../../src/journal/volumes.ts';
import { serveWitness } from '../../src/journal/witness-server.ts';
import { openWitnessState } from '../../src/journal/witness-state.ts';
import { origin, signer } from '../support/sequencing.ts';

/** Two honest witnesses, both of whom must cosign. */
export interface Witnesses {
  readonly policy: string;
  readonly keys: readonly VerifierKey[];
  /** What each cosigned last of each of so many volumes. */
  last(volumes: number): KnownHead[];
  close(): void;
}

/** Their memories are kept in `folder`. */
export async function openWitnesses(folder: string): Promise<Witnesses> {
  const opened = await Promise.all(
    ['one.example', 'two.example'].map(async (name, at) => {
      const key = openSigner(name, Buffer.alloc(32, 20 + at), 4);
      const state = openWitnessState(join(folder, `${name}.json`));
      const facts = { signer: key, logKeys: [parseVkey(signer.vkey)], state, clock: systemClock, log: openLog('silent') };
      const server = await serveWitness({ ...facts, host: '127.0.0.1', port: 0 });
      const { port } = server.address() as AddressInfo; // of a server that listens on a port
      return { name, key, state, server, line: `witness ${name} ${key.vkey} http://127.0.0.1:${String(port)}` };
    }),
  );
  const names = opened.map(({ name }) => name).join(' ');
  return {
    policy: [`log ${signer.vkey}`, ...opened.map(({ line }) => line), `group both 2 ${names}`, 'quorum both', ''].join('\n'),
    keys: opened.map(({ key }) => parseVkey(key.vkey)),
    close: () => {
      for (const { server } of opened) server.close().closeAllConnections();
    },
    last: (volumes) => {
      const origins = Array.from({ length: volumes }, (_, volume) => originOf(origin, volume));
      return opened.flatMap(({ state }) =>
        origins.flatMap((of) => {
          const head = state.last(of);
          return head ? [{ ...head, origin: of }] : [];
        }),
      );
    },
  };
}
