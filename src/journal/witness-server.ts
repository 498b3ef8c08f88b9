import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Logger } from '../http/request-log.ts';
import { addCheckpoint, type WitnessAnswer, type WitnessNeeds } from './witness.ts';

export interface WitnessServerNeeds extends WitnessNeeds {
  readonly log: Logger;
  readonly host: string;
  readonly port: number;
}

/** Serves a witness: `POST /add-checkpoint`, nothing else. Listens when it returns. */
export async function serveWitness(needs: WitnessServerNeeds): Promise<Server> {
  const server = createServer((request, response) => {
    answer(needs, request, response).catch((error: unknown) => {
      needs.log.error({ err: error }, 'the witness could not answer');
      if (!response.headersSent) send(response, { status: 500, body: 'the witness cannot answer now\n' });
    });
  });
  server.requestTimeout = 10_000;
  server.listen(needs.port, needs.host);
  await once(server, 'listening');
  return server;
}

/** A checkpoint with 63 hashes and many signatures takes a tenth of this. */
const largest = 65_536;

async function answer(needs: WitnessServerNeeds, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST' || request.url !== '/add-checkpoint') return send(response, { status: 404, body: 'not found\n' });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    if ((size += chunk.length) > largest) return send(response.setHeader('Connection', 'close'), { status: 400, body: 'too large\n' });
    chunks.push(chunk);
  }
  const given = addCheckpoint(needs, Buffer.concat(chunks).toString());
  needs.log.info({ status: given.status }, 'a checkpoint was judged');
  send(response, given);
}

function send(response: ServerResponse, { status, body, type }: Omit<WitnessAnswer, 'status'> & { readonly status: number }): void {
  response.writeHead(status, { 'Content-Type': type ?? 'text/plain; charset=utf-8' }).end(body);
}
