import type { Request, Response } from 'express';
import { Refusal } from '../../src/errors.ts';
import { errorReply } from '../../src/http/error-reply.ts';
import type { Logger } from '../../src/http/request-log.ts';

/** What becomes of an answer of which a part was sent, and what the log says. */
function brokenBy(error: unknown): { readonly isCut: boolean; readonly logged: number } {
  const done = { isCut: false, logged: 0 };
  const log = { error: () => (done.logged += 1) } as unknown as Logger;
  const res = { headersSent: true, destroy: () => (done.isCut = true) } as unknown as Response;
  errorReply({ log, publicUrl: 'https://procura.example' })(error, { id: '1' } as unknown as Request, res, () => undefined);
  return done;
}

test.each([
  ['what breaks in the middle of an answer', new Error('connection lost'), 1],
  ['whoever leaves', Object.assign(new Error('Premature close'), { code: 'ERR_STREAM_PREMATURE_CLOSE' }), 0],
  ['a reason that runs out', new Refusal('reason_required'), 0],
])('cuts it, and the log says when it was ours: %s', (_what, error, logged) => {
  expect(brokenBy(error)).toEqual({ isCut: true, logged });
});
