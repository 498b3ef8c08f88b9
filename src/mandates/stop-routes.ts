import { type Request, type Response, Router } from 'express';
import { StopPage } from '../../views/mandates/stop.tsx';
import { StopMandatePage } from '../../views/mandates/stop-mandate.tsx';
import { atomically } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { readyForForms } from '../http/csrf.ts';
import { emptyForm, type Form, formOrPage } from '../http/parse-form.ts';
import { placeOf } from '../http/place.ts';
import { rateLimit } from '../http/rate-limit.ts';
import { sendPage } from '../http/render.ts';
import { ensureSession, type SessionNeeds, sessionOf } from '../http/sessions.ts';
import { appendAlone } from '../journal/append.ts';
import { stopForm } from './forms.ts';
import { findMandateOfCode } from './keep-stop-code.ts';
import { certificatePdf } from './paper-pdf.ts';
import { sendPdf } from './paper-routes.ts';
import { printCertificate } from './print-paper.ts';
import { stopHeld, viewStoppable } from './stop-mandate.ts';
import { findHeld, setHolder } from './stop-store.ts';
import { tellEnded } from './tell-person.ts';

/**
 * Ending a mandate by the code on its paper, without signing in: the code, what it ends, yes. A right code is always taken, whatever
 * was guessed before it, from the same address or not: codes are too many to be guessed, and the limit only spares our machine and
 * the journal. So nobody is kept from stopping by somebody else’s guesses.
 */
export function stopRoutes(needs: SessionNeeds): Router {
  const router = Router();
  const wrongCodes = rateLimit(needs, { name: 'stop', points: 10, seconds: 600 });

  router.get('/stop', async (_req, res) => {
    await readyForForms(needs, res);
    sendPage(res, StopPage, { form: emptyForm });
  });

  router.post('/stop', async (req, res) => {
    const form = await formOrPage(stopForm, req.body, ({ mistakes }) => giveBack(req, res, mistakes));
    if (!form) return;
    const mandateId = await findMandateOfCode(needs.db, needs.vault, form.stopCode);
    if (mandateId) {
      const { idHash: session } = await ensureSession(needs, res);
      await atomically(needs, ({ tx, at }) => setHolder(tx, { session, mandateId, at }));
      res.redirect(303, '/stop/mandate');
    } else await refuse(req, res);
  });

  router.get('/stop/mandate', async (_req, res) => {
    const mandateId = await heldBy(res);
    if (!mandateId) res.redirect(303, '/stop');
    else sendPage(res, StopMandatePage, await viewStoppable(needs.db, { mandateId, at: needs.clock.now() }));
  });

  router.post('/stop/revocation', async (_req, res) => {
    const mandateId = await heldBy(res);
    if (mandateId) {
      await atomically(needs, async (work) => {
        for (const { mandate, person } of await stopHeld(work, { mandateId, channel: 'stop_code' }))
          await tellEnded(work, { mandate, person, publicUrl: needs.publicUrl });
      });
    }
    res.redirect(303, mandateId ? '/stop/mandate' : '/stop');
  });

  router.get('/stop/certificate.pdf', async (_req, res) => {
    const mandateId = await heldBy(res);
    if (!mandateId) {
      res.redirect(303, '/stop');
      return;
    }
    const certificate = await atomically(needs, async (work) => {
      const { mandate, organisation } = await viewStoppable(work.tx, { mandateId, at: work.at });
      return printCertificate(work, { mandate, organisation, person: null });
    });
    sendPdf(res, await certificatePdf(certificate, needs), 'procura');
  });

  /** A wrong code: recorded, without the code, as long as it is not one of too many. */
  async function refuse(req: Request, res: Response): Promise<void> {
    try {
      await wrongCodes.take(placeOf(req));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      res.set('Retry-After', String(error.retryAfter));
      giveBack(req, res, { stopCode: 'person.stop.code.tooMany' }, 429);
      return;
    }
    await appendAlone(needs, { event: 'stop_refused', refusal: 'stop_code_unknown', details: { channel: 'stop_code' } });
    giveBack(req, res, { stopCode: 'person.stop.code.unknown' });
  }

  /** What was typed is given back to be put right: it is the code of nothing. */
  function giveBack(req: Request, res: Response, mistakes: Form['mistakes'], status = 422): void {
    const { stopCode = '' } = (req.body ?? {}) as { stopCode?: unknown }; // of the form's parser: a record
    sendPage(res, StopPage, { form: { values: typeof stopCode === 'string' ? { stopCode } : {}, mistakes } }, status);
  }

  async function heldBy(res: Response): Promise<string | undefined> {
    const session = sessionOf(res);
    return session ? findHeld(needs.db, { session: session.idHash, at: needs.clock.now() }) : undefined;
  }

  return router;
}
