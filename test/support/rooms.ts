import { openVault } from '../../src/vault.ts';
import type { WorkNeeds } from '../../src/db/database.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';
import { TestClock } from './clock.ts';
import { World } from './world.ts';

export interface Rooms extends TestDatabase {
  readonly needs: WorkNeeds;
  readonly clock: TestClock;
  readonly world: World;
}

/** The house without its street: a database, a still clock, and a world to fill it. Closed after the tests of the file. */
export async function openRooms(): Promise<Rooms> {
  const database = await openTestDatabase();
  const clock = new TestClock();
  const needs = { db: database.db, clock, vault: openVault(Buffer.alloc(32, 7)) };
  afterAll(() => database.close());
  return { ...database, needs, clock, world: await new World(needs).begin() };
}
