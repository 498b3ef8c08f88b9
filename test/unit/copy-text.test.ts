import { copyText } from '../../src/db/copy-in.ts';

test('a value in quotes is what it says, nothing is null', () => {
  const awkward = ['a "quoted", comma', 'two\nlines\tand \\N', '', null];
  expect(copyText([awkward]).toString()).toBe('"a ""quoted"", comma","two\nlines\tand \\N","",\n');
});

test('each kind of value is written as PostgreSQL reads it', () => {
  const kinds = [7, true, new Date('2026-11-26T09:00:00Z'), Buffer.of(0, 255), ['tax', 'a "b"']];
  expect(copyText([kinds]).toString()).toBe('7,true,2026-11-26T09:00:00.000Z,\\x00ff,"{""tax"",""a \\""b\\""""}"\n');
});
