import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Db } from '../db/database.ts';
import { Refusal } from '../errors.ts';

/** How often something may be tried, counted in PostgreSQL for all instances together. */
export interface Limit {
  /** Counts one try. Refuses with `too_many_requests` when it is one too many. */
  take(key: string): Promise<void>;
  /** Forgets what was counted, after a success. */
  forget(key: string): Promise<void>;
}

/** `points` tries per `seconds` for each key; `name` keeps one limit's keys apart from another's. */
export function rateLimit(
  db: Db,
  { name, points, seconds }: { readonly name: string; readonly points: number; readonly seconds: number },
): Limit {
  const limiter: RateLimiterAbstract = new RateLimiterPostgres({
    storeClient: db,
    storeType: 'knex',
    tableName: 'rate_limits',
    tableCreated: true,
    keyPrefix: name,
    points,
    duration: seconds,
    clearExpiredByTimeout: false,
  });
  return limited(limiter);
}

/** The same, counted by this instance alone, in memory: against a flood, which must cost us less than it costs whoever sends it. */
export function floodLimit({ points, seconds }: { readonly points: number; readonly seconds: number }): Limit {
  return limited(new RateLimiterMemory({ points, duration: seconds }));
}

function limited(limiter: RateLimiterAbstract): Limit {
  return {
    take: async (key) => {
      try {
        await limiter.consume(key);
      } catch (failure) {
        if (failure instanceof RateLimiterRes)
          throw new Refusal('too_many_requests', { retryAfter: Math.ceil(failure.msBeforeNext / 1_000) });
        throw failure;
      }
    },
    forget: async (key) => {
      await limiter.delete(key);
    },
  };
}
