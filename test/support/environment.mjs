// One embedded database per jest WORKER, outside the vm sandbox: one per test file costs half a second and 250 MB each.
// test/support/database.ts asks for it with `await globalThis.__pglite?.()`; absent, TEST_DATABASE_URL names a server.
import { PGlite } from '@electric-sql/pglite';
import { TestEnvironment } from 'jest-environment-node';

const END = 2; // jest-worker's message; leave at once, freeing the engine's memory outlasts jest's patience
if (process.send) process.on('message', (message) => Array.isArray(message) && message[0] === END && process.exit(0));

let engine;
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'];

export default class extends TestEnvironment {
  async setup() {
    await super.setup();
    if (process.env.TEST_DATABASE_URL) return;
    this.global.__pglite = () => (engine ??= PGlite.create('memory://', { startParams }));
  }
}
