import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { minute, second } from '../clock.ts';

/** How long a caller may take, in milliseconds: for the head of a request, for all of it, and between two; how often that is looked at. */
interface Patience {
  readonly head: number;
  readonly whole: number;
  readonly idle: number;
  readonly looking: number;
}

// A proxy sends the next request over a line it kept (nginx a minute, Caddy two): were we the first to let go of it, a form could be lost on the way.
const patience: Patience = { head: 15 * second, whole: minute, idle: 130 * second, looking: 5 * second };

/** A server that is not held by whoever sends a request drop by drop, or connects and asks nothing: it answers 408, or hangs up. */
export function openPatientServer(app?: RequestListener, { head, whole, idle, looking } = patience): Server {
  const server = createServer(
    { headersTimeout: head, requestTimeout: whole, connectionsCheckingInterval: looking, keepAliveTimeout: idle },
    app,
  );
  hangUpOnIdle(server, idle);
  return server;
}

/** Between two requests Node waits for silence to last: an empty line now and then would keep a connection for ever. */
function hangUpOnIdle(server: Server, after: number): void {
  const timers = new WeakMap<Socket, NodeJS.Timeout>();
  server.on('request', ({ socket }, res) => {
    clearTimeout(timers.get(socket));
    res.once('close', () => {
      clearTimeout(timers.get(socket));
      if (!server.listening) return void socket.end(); // it leaves: who was just answered does not keep it
      timers.set(socket, setTimeout(() => socket.destroy(), after).unref());
    });
  });
}
