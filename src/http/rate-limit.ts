import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';

/** How often something may be tried, by whoever or whatever the key tells apart. */
export interface Limit {
  /** Counts one try. Refuses with `too_many_requests` when it is one too many. */
  take(key?: string): Promise<void>;
  /** Forgets what was counted, after a success. */
  forget(key: string): Promise<void>;
}

/**
 * `points` tries per `seconds` for each key, counted in PostgreSQL for all instances together; `name` keeps one limit's keys apart from
 * another's. A key may be somebody's address: its fingerprint is kept, and forgotten after a while (`deleteEndedLimits`).
 */
export function rateLimit(
  { db, vault }: Pick<WorkNeeds, 'db' | 'vault'>,
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
  return limited(limiter, (key) => vault.fingerprint('rate-limit', key).toString('base64url'));
}

/** The same, counted by this instance alone, in memory: against a flood, which must cost us less than it costs whoever sends it. */
export function floodLimit({ points, seconds }: { readonly points: number; readonly seconds: number }): Limit {
  return limited(new RateLimiterMemory({ points, duration: seconds }), (key) => key);
}

function limited(limiter: RateLimiterAbstract, printOf: (key: string) => string): Limit {
  return {
    take: async (key = '') => {
      try {
        await limiter.consume(printOf(key));
      } catch (failure) {
        if (failure instanceof RateLimiterRes)
          throw new Refusal('too_many_requests', { retryAfter: Math.ceil(failure.msBeforeNext / 1_000) });
        throw failure;
      }
    },
    forget: async (key) => {
      await limiter.delete(printOf(key));
    },
  };
}
