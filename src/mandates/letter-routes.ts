import { type Request, type Response, Router } from 'express';
import { letterSide } from '../../views/paper/letter.ts';
import { LetterPage, LettersPage, PrintedLetterPage } from '../../views/mandates/letters.tsx';
import { atomically, type WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { sendPage } from '../http/render.ts';
import { requireHelper } from '../identity/guards.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { sheetPdf } from '../paper/sheet.ts';
import { isId } from './forms.ts';
import { listPrintedSince } from './letter-store.ts';
import { listWaitingLetters } from './news-store.ts';
import { sendPdf } from './paper-routes.ts';
import { openLetter, printLetter, reopenLetter, reprintableSince } from './print-letter.ts';

type LetterRequest = Request<{ id: string }>;

const most = 50;

/** Letters to persons whom no message reaches, or who chose paper: their organisation prints them, each once. */
export function letterRoutes(needs: WorkNeeds & { readonly publicUrl: string }): Router {
  const router = Router();

  router.get('/letters', async (_req, res) => {
    const { organisation } = requireHelper(res);
    const which = { organisationId: organisation.id, limit: most };
    const letters = await listWaitingLetters(needs.db, needs.vault, which);
    const printed = await listPrintedSince(needs.db, needs.vault, { ...which, since: reprintableSince(needs.clock.now()) });
    sendPage(res, LettersPage, { letters, printed });
  });

  router.get('/letters/:id', async (req, res) => {
    const letter = await atomically(needs, (work) => openLetter(work, { ...requireHelper(res), personId: idOf(req) }));
    sendPage(res, LetterPage, { letter });
  });

  router.post('/letters/:id', async (req, res) => {
    const who = requireHelper(res);
    const attempt = { event: 'letter_printed', helper: who.helper, organisationId: who.organisation.id } as const;
    const id = await atomicallyRecorded(needs, attempt, (work) => printLetter(work, { ...who, personId: idOf(req) }));
    res.redirect(303, `/letters/printed/${id}`);
  });

  router.get('/letters/printed/:id', async (req, res) => {
    const letter = await reopen(req, res);
    sendPage(res, PrintedLetterPage, { letter, id: idOf(req) });
  });

  router.get('/letters/printed/:id/letter.pdf', async (req, res) => {
    const letter = await reopen(req, res);
    sendPdf(res, await sheetPdf([letterSide(letter, needs)], { at: letter.at }), `lettre-${idOf(req).slice(0, 8)}`);
  });

  function reopen(req: LetterRequest, res: Response) {
    const who = requireHelper(res);
    return atomically(needs, (work) => reopenLetter(work, { ...who, letterId: idOf(req) }));
  }

  return router;
}

function idOf(req: LetterRequest): string {
  if (!isId(req.params.id)) throw new Refusal('letter_unknown');
  return req.params.id;
}
