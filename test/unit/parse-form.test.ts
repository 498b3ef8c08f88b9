import { z } from 'zod';
import { FormMistakes, parseForm, severalOf } from '../../src/http/parse-form.ts';

const schema = z.object({
  name: z.string().min(1, 'frame.mistake.missing'),
  age: z.coerce.number().min(18, 'not one of our texts'),
  procedures: severalOf(z.enum(['logement', 'famille'])),
  code: z.string(),
});
const right = { name: 'Joséphine', age: '80', procedures: 'logement', code: '123456', _csrf: 'token' };

function mistakesOf(body: unknown): FormMistakes {
  try {
    parseForm(schema, body);
  } catch (error) {
    if (error instanceof FormMistakes) return error;
  }
  throw new Error('This form was accepted');
}

test('what was sent right is given as its types', () => {
  expect(parseForm(schema, right)).toEqual({ name: 'Joséphine', age: 80, procedures: ['logement'], code: '123456' });
});

test('each field has its first mistake, in our words; words that are not ours are said in general', () => {
  expect(mistakesOf({ ...right, name: '', age: '7' }).mistakes).toEqual({ name: 'frame.mistake.missing', age: 'frame.mistake.invalid' });
});

test('the mistakes come in the order of the form', () => {
  expect(Object.keys(mistakesOf({}).mistakes)).toEqual(['name', 'age', 'code']);
});

test('what was sent is given back, secrets left out', () => {
  expect(mistakesOf({ ...right, name: '', procedures: ['logement', 'famille'] }).values).toEqual({
    name: '',
    age: '80',
    procedures: ['logement', 'famille'],
  });
});

test.each([[undefined], [null], ['text'], [[1, 2]], [{ name: { $gt: '' } }]])(
  'a body that is no form has mistakes, not faults: %j',
  (body) => {
    expect(mistakesOf(body).mistakes).toHaveProperty('name');
  },
);

test('a field named like a prototype does no harm', () => {
  const sent: unknown = JSON.parse('{"__proto__": "x", "constructor": "y", "name": ""}');
  const { values } = mistakesOf(sent);
  expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
});

test('a text is as long as whoever typed it was told: a line end counts as one sign', () => {
  const words = z.object({ words: z.string().max(5) });
  expect(parseForm(words, { words: 'a\r\nb\r\nc' })).toEqual({ words: 'a\nb\nc' });
  expect(() => parseForm(words, { words: 'a\r\nb\r\ncd' })).toThrow(FormMistakes);
});
