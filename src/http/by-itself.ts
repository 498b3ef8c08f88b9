import type { Request } from 'express';

/** The address at which a page looks again by itself, with or without scripts: nobody asked for it. */
export function byItself(path: string): string {
  return `${path.split('?')[0] ?? ''}?by=itself`;
}

/** Whether a page came again by itself: that is no sign of life of whoever left it open. */
export function comesByItself(req: Request): boolean {
  return req.query['by'] === 'itself';
}
