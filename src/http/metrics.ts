import { createServer, type Server } from 'node:http';
import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  /** Times each answer, by the shape of its route and its status: never by its address. */
  readonly measure: RequestHandler;
  /** Shows a number that is read each time it is asked for. */
  readonly watch: (name: string, help: string, read: () => number) => void;
  /** The Prometheus page, on a listener of its own, so that no proxy ever shows it. */
  readonly listen: (port: number, host: string) => Server;
}

/** Counts for one service; two in a process do not share theirs. */
export function openMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'procura_http_seconds',
    help: 'Server time of an answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.3, 1, 3],
    registers: [registry],
  });
  return {
    measure: (req, res, next) => {
      const stop = seconds.startTimer();
      res.once('finish', () => {
        stop({ method: req.method, route: shapeOf(req), status: String(res.statusCode) });
      });
      next();
    },
    watch: (name, help, read) => {
      new Gauge({
        ...{ name, help, registers: [registry] },
        collect() {
          this.set(read());
        },
      });
    },
    listen: (port, host) =>
      createServer((_req, res) => {
        void registry.metrics().then((text) => res.setHeader('Content-Type', registry.contentType).end(text));
      }).listen(port, host),
  };
}

/** The address of a request as the route writes it, `/mandates/:id`: nothing of what was typed. */
export function shapeOf(req: Parameters<RequestHandler>[0]): string {
  const route = req.route as { path?: unknown } | undefined; // Express sets it once a route matched
  return typeof route?.path === 'string' ? req.baseUrl + route.path : req.originalUrl.startsWith('/oidc/') ? '/oidc' : 'none';
}
