import { translator } from '../../src/http/texts.ts';
import { pictureOfTerms } from '../../views/mandates/terms-pictures.ts';

const heading = translator('fr-FALC')('terms.who.heading');

test('a picture stands beside a heading of the terms, and beside one that was stored when its spaces still broke', () => {
  expect(heading).toContain('\u00a0?');
  expect([heading, heading.replaceAll('\u00a0', ' '), 'Qui donne ?'].map(pictureOfTerms)).toEqual(['people', 'people', undefined]);
});
