import { readFileSync } from 'node:fs';

const rows = [...readFileSync('test/README.md', 'utf8').matchAll(/^\| (\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)];

test('the twenty-one faults are there, each once', () => {
  expect(rows.map(([, number]) => Number(number))).toEqual(Array.from({ length: 21 }, (_, index) => index + 1));
});

test.each(rows.map(([, number = '', fault = '', files = '', name = '']) => ({ number, fault: fault.trim(), files, name: name.trim() })))(
  '$number, $fault: a test of that name is where it is said to be',
  ({ files, name }) => {
    const texts = [...files.matchAll(/`([^`]+)`/g)].map(([, file = '']) => readFileSync(`test/${file}.test.ts`, 'utf8'));
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.some((text) => text.includes(name))).toBe(true);
  },
);
