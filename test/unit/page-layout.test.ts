import type { Language } from '../../src/http/languages.ts';
import { type Block, fitColumn } from '../../src/paper/page-layout.ts';

const measure = ({ text }: { text: string }): number => text.length * 0.5;
const set = (
  language: Language,
  { text = 'Je peux arrêter. Je le dis à M. Roux.', height = 700, of }: { text?: string; height?: number; of?: Language } = {},
) => {
  const block: Block = { kind: 'text', text, ...(of && { language: of }) };
  const { placed } = fitColumn([block], { height, width: 500, language, measure });
  return placed.map(({ lines, size }) => ({ lines: lines.map((line) => line.text), size }));
};

test('in easy French a sentence begins a line, in the language of the text', () => {
  const apart = [{ lines: ['Je peux arrêter.', 'Je le dis à M. Roux.'], size: 11.5 }];
  const running = [{ lines: ['Je peux arrêter. Je le dis à M. Roux.'], size: 11.5 }];
  expect([set('fr-FALC'), set('fr', { of: 'fr-FALC' })]).toEqual([apart, apart]);
  expect([set('fr'), set('fr-FALC', { of: 'fr' })]).toEqual([running, running]);
});

test('letters that would be small for it stay large, and the sentences follow each other', () => {
  const text = 'Je peux arrêter. '.repeat(20).trim();
  const sizeOf = (height: number) => set('fr-FALC', { text, height })[0];
  expect(sizeOf(20 * 1.3 * 10)).toMatchObject({ size: 10, lines: Array.from({ length: 20 }, () => 'Je peux arrêter.') });
  expect(sizeOf(20 * 1.3 * 10 - 1)).toMatchObject({ size: 11.5, lines: { length: 4 } });
  expect(() => sizeOf(5)).toThrow('the text does not fit one page');
});
