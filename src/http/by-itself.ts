import type { Request } from 'express';

/** Whether a page came again by itself, with or without scripts (`?by=itself`): that is no sign of life of whoever left it open. */
export function comesByItself(req: Request): boolean {
  return req.query['by'] === 'itself';
}
