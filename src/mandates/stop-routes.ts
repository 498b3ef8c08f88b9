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
import { type SessionNeeds, sessionOf } from '../http/sessions.ts';
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
 * the journal. So nobody is kept from stopping by somebody else’s guesses; nor by a browser that keeps no cookie: there the code goes from
 * the question to the yes, and on to the certificate, in the form itself.
 */
export function stopRoutes(needs: SessionNeeds): Router {
  const router = Router();
  const wrongCodes = rateLimit(needs, { name: 'stop', points: 10, seconds: 600 });

  router.get('/stop', async (_req, res) => {
    await beginSession(res);
    sendPage(res, StopPage, { form: emptyForm });
  });

  router.post('/stop', async (req, res) => {
    const proof = await readCode(req, res);
    if (!proof) return;
    const { mandateId, code } = proof;
    const session = sessionOf(res);
    if (!session) return sendMandate(res, mandateId, code);
    await atomically(needs, ({ tx, at }) => setHolder(tx, { session: session.idHash, mandateId, at }));
    res.redirect(303, '/stop/mandate');
  });

  router.get('/stop/mandate', async (_req, res) => {
    const mandateId = await heldBy(res);
    if (!mandateId) res.redirect(303, '/stop');
    else await sendMandate(res, mandateId, null);
  });

  router.post('/stop/revocation', async (req, res) => {
    const proof = carriesStopCode(req) ? await readCode(req, res) : null;
    if (proof === undefined) return;
    const mandateId = proof?.mandateId ?? (await heldBy(res));
    if (!mandateId) return res.redirect(303, '/stop');
    await atomically(needs, async (work) => {
      for (const { mandate, person } of await stopHeld(work, { mandateId, channel: 'stop_code' }))
        await tellEnded(work, { mandate, person, publicUrl: needs.publicUrl });
    });
    if (proof) return sendMandate(res, mandateId, proof.code);
    res.redirect(303, '/stop/mandate');
  });

  router.get('/stop/certificate.pdf', async (_req, res) => {
    const mandateId = await heldBy(res);
    if (mandateId) await sendCertificate(res, mandateId);
    else res.redirect(303, '/stop');
  });

  router.post('/stop/certificate.pdf', async (req, res) => {
    const proof = await readCode(req, res);
    if (proof) await sendCertificate(res, proof.mandateId);
  });

  /** Unless too many begin one where they are: then it goes without. */
  async function beginSession(res: Response): Promise<void> {
    try {
      await readyForForms(needs, res);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }

  /** The code that was sent, and its mandate; undefined once a wrong one is answered. */
  async function readCode(req: Request, res: Response): Promise<{ readonly mandateId: string; readonly code: string } | undefined> {
    const form = await formOrPage(stopForm, req.body, ({ mistakes }) => giveBack(req, res, mistakes));
    const mandateId = form && (await findMandateOfCode(needs.db, needs.vault, form.stopCode));
    if (form && mandateId) return { mandateId, code: form.stopCode };
    if (form) await refuse(req, res);
    return undefined;
  }

  async function sendCertificate(res: Response, mandateId: string): Promise<void> {
    const certificate = await atomically(needs, async (work) => {
      const { mandate, organisation } = await viewStoppable(work.tx, { mandateId, at: work.at });
      return printCertificate(work, { mandate, organisation, person: null });
    });
    sendPdf(res, await certificatePdf(certificate, needs), 'procura');
  }

  /** With its code where there is no session to remember it. */
  async function sendMandate(res: Response, mandateId: string, code: string | null): Promise<void> {
    const stoppable = await viewStoppable(needs.db, { mandateId, at: needs.clock.now() });
    sendPage(res, StopMandatePage, { ...stoppable, code });
  }

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

const provable: ReadonlySet<string> = new Set(['/stop', '/stop/revocation', '/stop/certificate.pdf']);

/** Whether a form to stop a mandate, or to be given the certificate, carries its code, which proves all that there is to prove. */
export function carriesStopCode({ method, path, body: sent }: Request): boolean {
  const body: unknown = sent;
  if (method !== 'POST' || !provable.has(path)) return false;
  return typeof body === 'object' && body !== null && 'stopCode' in body && typeof body.stopCode === 'string';
}
