import { readdir, readFile } from 'node:fs/promises';
import type { Knex } from 'knex';
import { projectFile } from '../root.ts';

/**
 * Lets knex run plain SQL files from migrations/, in the order of their names, forward only.
 * The recorded name has no extension, so that it is the same from the source, the build and the tests.
 */
export const sqlMigrations: Knex.MigrationSource<string> = {
  getMigrations: async () => (await readdir(projectFile('migrations'))).filter((file) => file.endsWith('.sql')).sort(),
  getMigrationName: (file) => file.replace(/\.sql$/, ''),
  getMigration: async (file) => {
    const sql = await readFile(projectFile('migrations', file), 'utf8');
    return {
      up: (knex: Knex) => knex.raw(sql.replaceAll('?', '\\?')),
      down: () => Promise.reject(new Error('migrations go forward only')),
    };
  },
};
