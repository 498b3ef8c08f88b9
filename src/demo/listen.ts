import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import { openPatientServer } from '../http/patient-server.ts';

/** Where a demonstration server listens, and the address others know it by when that differs. */
export interface Address {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host?: string;
  readonly url?: string;
}

/** A server that runs, until it is closed. */
export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

/** Takes the port first, so that the application can be built knowing its own address. Fails as `listen` does when the port is in use. */
export async function listen(address: Address, build: (url: string) => RequestListener | Promise<RequestListener>): Promise<Listening> {
  const server = openPatientServer();
  server.listen(address.port, address.host ?? '127.0.0.1');
  await once(server, 'listening');
  const url = (address.url ?? `http://localhost:${portOf(server)}`).replace(/\/$/, '');
  try {
    server.on('request', await build(url));
  } catch (error) {
    await close(server);
    throw error;
  }
  return { url, close: () => close(server) };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server does not listen on a port');
  return address.port;
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
