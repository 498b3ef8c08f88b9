import type { Response } from 'express';
import { pageOf } from './render.ts';

/** One page of a list. */
export interface Listed<T> {
  readonly lines: readonly T[];
  readonly page: number;
  readonly hasMore: boolean;
}

/** The page asked for; the one before it when the last line of it has just gone, else the first. */
export async function openPage<T>(
  list: (place: { readonly limit: number; readonly offset: number }) => Promise<readonly T[]>,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<Listed<T>> {
  for (const asked of [page, page - 1]) {
    if (asked <= 1) break;
    const lines = await list({ limit: size + 1, offset: (asked - 1) * size });
    if (lines.length > 0) return listed(lines, asked, size);
  }
  return listed(await list({ limit: size + 1, offset: 0 }), 1, size);
}

/** Where a form that stood in a list leads back to: the page and the search it was sent from; the list's first page when it stood elsewhere. */
export function backToList(res: Response, list: string): string {
  const { path } = pageOf(res);
  return path.split('?')[0] === list ? path : list;
}

function listed<T>(lines: readonly T[], page: number, size: number): Listed<T> {
  return { lines: lines.slice(0, size), page, hasMore: lines.length > size };
}
