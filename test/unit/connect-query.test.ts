import { readFileSync } from 'node:fs';
import { connectQuery } from '../../src/db/application-role.ts';

test('whoever operates a pooler reads what each of its connections must begin with', () => {
  expect(readFileSync('README.md', 'utf8')).toContain(`\`connect_query='${connectQuery.replaceAll("'", "''")}'\``);
});
