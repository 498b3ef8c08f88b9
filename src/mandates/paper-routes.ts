import { type Request, type Response, Router } from 'express';
import { PaperPage } from '../../views/mandates/paper.tsx';
import { atomically, type WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { sendPage } from '../http/render.ts';
import { requireHelper } from '../identity/guards.ts';
import { isId } from './forms.ts';
import { certificatePdf, mandatePdf } from './paper-pdf.ts';
import { printCertificate, printedStopCode, printMandate } from './print-paper.ts';
import { viewMandate } from './view-mandate.ts';

/** What a helper prints for the person: the mandate, and the certificate of its end. Each look is recorded. */
export function paperRoutes(needs: WorkNeeds & { readonly publicUrl: string }): Router {
  const router = Router();

  router.get('/mandates/:id/paper', async (req, res) => {
    const signedIn = requireHelper(res);
    const printed = await atomically(needs, async (work) => {
      const view = await viewMandate(work, { ...signedIn, mandateId: idOf(req), what: 'paper' });
      return { ...view, stopCode: await printedStopCode(work, view), at: work.at };
    });
    sendPage(res, PaperPage, { ...printed, publicUrl: needs.publicUrl });
  });

  router.get('/mandates/:id/paper.pdf', async (req, res) => {
    const signedIn = requireHelper(res);
    const paper = await atomically(needs, async (work) =>
      printMandate(work, await viewMandate(work, { ...signedIn, mandateId: idOf(req), what: 'paper' })),
    );
    sendPdf(res, await mandatePdf(paper, needs), `mandat-${paper.mandate.id.slice(0, 8)}`);
  });

  router.get('/mandates/:id/certificate.pdf', async (req, res) => {
    const signedIn = requireHelper(res);
    const certificate = await atomically(needs, async (work) =>
      printCertificate(work, await viewMandate(work, { ...signedIn, mandateId: idOf(req), what: 'certificate' })),
    );
    sendPdf(res, await certificatePdf(certificate, needs), `fin-${certificate.mandate.id.slice(0, 8)}`);
  });

  return router;
}

/** Answers with a document to read or print. Browsers show it with a program of their own, which the rules for our pages would stop. */
export function sendPdf(res: Response, pdf: Buffer, name: string): void {
  res.set('Content-Security-Policy', `frame-ancestors 'none'`).set('Content-Disposition', `inline; filename="${name}.pdf"`);
  res.type('application/pdf').send(pdf);
}

function idOf(req: Request<{ id: string }>): string {
  if (!isId(req.params.id)) throw new Refusal('mandate_unknown');
  return req.params.id;
}
