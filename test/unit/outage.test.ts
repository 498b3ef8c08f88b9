import { isOutage } from '../../src/db/outage.ts';
import { asRefusal } from '../../src/http/error-reply.ts';

const failed = (code: string, severity = 'ERROR') => Object.assign(new Error('x'), { code, severity });

test.each([
  ['the disk is full', failed('53100')],
  ['too many connections', failed('53300')],
  ['the disk cannot be read', failed('58030')],
  ['no room to begin a connection', failed('XX000', 'FATAL')],
  ['it stops', failed('57P01')],
  ['it starts', failed('57P03')],
  ['nobody is there', failed('ECONNREFUSED')],
  ['it left amid a sentence', new Error('Connection terminated unexpectedly')],
  ['all connections are taken', Object.assign(new Error('x'), { name: 'KnexTimeoutError' })],
])('a database that cannot, now, is 503 and no defect: %s', (_what, error) => {
  expect(isOutage(error)).toBe(true);
  expect(asRefusal(error)?.status).toBe(503);
});

test.each([
  ['a rule of the tables', failed('23505')],
  ['a right we have not', failed('42501')],
  ['an error inside the server', failed('XX000')],
  ['a query taken too long', failed('57014')],
  ['a mistake of ours', new TypeError('x is not a function')],
  ['nothing', null],
])('what is not the database’s absence stays a defect: %s', (_what, error) => {
  expect(isOutage(error)).toBe(false);
  expect(asRefusal(error)).toBeNull();
});
